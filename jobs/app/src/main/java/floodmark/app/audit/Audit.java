package floodmark.app.audit;

import floodmark.app.output.JsonReader;
import floodmark.app.output.RecordedRun;
import floodmark.app.output.ResultDirectory;
import floodmark.app.result.Result;
import floodmark.app.run.BuildInfo;
import floodmark.app.sign.VerifyingKey;
import floodmark.claim.Node;
import floodmark.model.UserError;
import floodmark.pipeline.Engine;
import floodmark.verdict.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An audit: is every file as it was written, do they agree, who signed, and do the inputs give the same?
 *
 * @param directory of the result
 * @param inputs where to look for its inputs; empty for the usual places
 * @param requireInputs true if a missing input is a difference
 * @param deep true for the same bytes at two parallelisms and in both modes, too
 * @param key that must have signed, or null
 * @param build this program
 * @param datasets the clone's data sets, if there is a clone
 */
public record Audit(
        Path directory,
        List<Path> inputs,
        boolean requireInputs,
        boolean deep,
        @Nullable VerifyingKey key,
        BuildInfo build,
        Optional<Path> datasets) {

    /** Gives engines; each is closed after use. */
    @FunctionalInterface
    public interface Engines {
        /** An engine of so many slots. */
        Engine of(int parallelism, boolean streaming);
    }

    /** Looks at what lies in the directory, and at nothing else. */
    public static AuditReport ofFiles(Path directory, @Nullable VerifyingKey key) {
        AuditReport report = new AuditReport();
        Published published = open(directory, report);
        if (published != null) {
            look(published, key, report);
        }
        return report;
    }

    private static @Nullable Published open(Path directory, AuditReport report) {
        ResultDirectory.checkFinished(directory);
        Published published = report.step("manifest", () -> Published.open(directory));
        if (published != null) {
            published.checkIsAudited();
            report.ok("manifest", "fits its own digest");
        } else {
            report.cause("tampering or damage: the manifest itself was altered");
        }
        return published;
    }

    private static void look(Published published, @Nullable VerifyingKey key, AuditReport report) {
        if (published.problems().isEmpty()) {
            report.ok("structure", published.run().files().size() + " files, nothing else");
        } else {
            report.differs("structure", "not the files that the manifest names", published.problems());
        }
        DigestChecks digests = new DigestChecks(published, report);
        Set<String> intact = report.step("files", digests::files);
        if (intact != null) {
            report.step("tables", () -> {
                digests.tables(intact);
                return true;
            });
        }
        ConsistencyChecks consistency = new ConsistencyChecks(published, report);
        report.step("csv", () -> {
            consistency.csv();
            return true;
        });
        step(report, "verdict", consistency::verdict);
        step(report, "crate", consistency::crate);
        step(report, "statement", consistency::statement);
        step(report, "signature", () -> consistency.signature(key));
    }

    private static void step(AuditReport report, String name, Runnable step) {
        report.step(name, () -> {
            step.run();
            return true;
        });
    }

    /** Looks at everything, and computes once more what can be. */
    public AuditReport run(int parallelism, Engines engines) {
        AuditReport report = new AuditReport();
        Published published = open(directory, report);
        if (published == null) {
            return report;
        }
        look(published, key, report);
        software(published.run(), report);
        step(report, "rules", () -> rules(published, report));
        InputSearch search = new InputSearch(published.directory(), inputs, datasets);
        FoundInputs found = report.step("inputs", () -> FoundInputs.find(published, search, requireInputs, report));
        if (found != null && found.complete()) {
            recompute(published, found, "recomputed", parallelism, false, engines, report);
            if (deep) {
                recompute(published, found, "1, streaming", 1, true, engines, report);
                recompute(published, found, "4, batch", 4, false, engines, report);
            }
        } else {
            report.notDone("recomputed", "not computed once more, for lack of inputs", List.of());
        }
        Causes.of(published.run(), build, report).ifPresent(report::cause);
        return report;
    }

    private void software(RecordedRun run, AuditReport report) {
        RecordedRun.Software software = run.software();
        String made = software.version() + ", commit " + software.commit();
        if (Causes.sameSoftware(software, build)) {
            report.ok("software", made);
        } else {
            report.note(
                    "software",
                    "made by " + made + "; this is " + build.version() + ", commit " + build.commit()
                            + ". A difference may come of that");
        }
    }

    private static void rules(Published published, AuditReport report) {
        if (!published.has("verdict.json")) {
            return;
        }
        Node rules = JsonReader.parse(published.bytes("verdict.json"), "verdict.json")
                .require("rules");
        if (rules.text().equals(Judge.RULES)) {
            report.ok("rules", "version " + Judge.RULES);
        } else {
            report.note(
                    "rules",
                    "version " + rules.text() + " is not registered any more; this program has " + Judge.RULES
                            + ", so findings may differ. Check out the commit that made it");
        }
    }

    private void recompute(
            Published published,
            FoundInputs found,
            String step,
            int parallelism,
            boolean streaming,
            Engines engines,
            AuditReport report) {
        try {
            Path place = Files.createTempDirectory("floodmark-audit");
            try (Engine engine = engines.of(parallelism, streaming)) {
                Result result = new Recomputation(published, found).into(place, engine);
                new Comparison(published, report, deep).against(step, result, place);
            } catch (UserError e) {
                report.differs(step, "cannot be computed once more: " + e.getMessage(), List.of());
            } finally {
                delete(place);
            }
        } catch (IOException e) {
            throw ResultDirectory.unwritable(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
