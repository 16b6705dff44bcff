package floodmark.app.audit;

import floodmark.app.result.PrecedentFile;
import floodmark.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The inputs of a result that were found.
 *
 * @param captures where each lies, by path as written
 * @param verdicts of earlier results, by statement
 * @param complete true if nothing is missing
 */
record FoundInputs(Map<String, Path> captures, Map<String, Path> verdicts, boolean complete) {

    /** Looks for all and reports what was not found; a file of an input's name that holds something else is a difference. */
    static FoundInputs find(Published published, InputSearch search, boolean required, AuditReport report)
            throws IOException {
        Map<String, Path> captures = new TreeMap<>();
        Map<String, Path> verdicts = new HashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        for (Verdict.Input input : published.run().inputs()) {
            InputSearch.Found found = search.find(input.path(), input.sha256(), ".parquet");
            Path file = found.file();
            if (file != null) {
                captures.put(input.path(), file);
            } else {
                tell(input.path(), input.sha256(), found, missing, replaced);
            }
        }
        for (PrecedentFile earlier : published.run().precedents()) {
            InputSearch.Found found = search.find(earlier.path() + "/verdict.json", earlier.sha256(), "verdict.json");
            Path file = found.file();
            if (file != null) {
                verdicts.put(earlier.statement(), file);
            } else {
                // Every result has a verdict.json, so another one means nothing.
                missing.add(earlier.path() + "/verdict.json: sha256 " + earlier.sha256());
            }
        }
        int all = published.run().inputs().size() + published.run().precedents().size();
        if (!replaced.isEmpty()) {
            report.differs("inputs", "another file goes by the name of an input, and the input is nowhere", replaced);
        }
        if (!missing.isEmpty() && required) {
            report.differs(
                    "inputs", missing.size() + " of " + all + " not found, and --require-inputs asks for all", missing);
        } else if (!missing.isEmpty()) {
            report.notDone(
                    "inputs", missing.size() + " of " + all + " not found; name their place with --inputs", missing);
        } else if (replaced.isEmpty()) {
            report.ok("inputs", all + " found by SHA-256");
        }
        return new FoundInputs(captures, verdicts, missing.isEmpty() && replaced.isEmpty());
    }

    private static void tell(
            String path, String sha256, InputSearch.Found found, List<String> missing, List<String> replaced) {
        if (found.others().isEmpty()) {
            missing.add(path + ": sha256 " + sha256);
        } else {
            replaced.add(path + ": expected sha256 " + sha256 + "; another is in "
                    + found.others().get(0));
        }
    }
}
