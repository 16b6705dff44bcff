package floodmark.app.assess;

import floodmark.app.result.Result;
import floodmark.app.run.RunOptions;
import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.Vantage;
import floodmark.model.LedgerEntry;
import floodmark.model.Times;
import floodmark.pipeline.CaptureFile;
import floodmark.pipeline.Detail;
import floodmark.pipeline.DetailResult;
import floodmark.pipeline.DetailSpec;
import floodmark.pipeline.Engine;
import floodmark.pipeline.Inputs;
import floodmark.pipeline.Screening;
import floodmark.pipeline.ScreeningResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A scan: every destination of the captures screened, the top anomalies in detail; no case, so no verdict. */
public final class ScanRun {
    private static final long DEFAULT_BIN = Times.MINUTE;

    private ScanRun() {}

    /**
     * @param options captures, bin length and settings
     * @param directory what relative capture paths start from
     */
    public static Result run(RunOptions options, Path directory, Engine engine) {
        List<CaptureRef> refs = options.captures().stream()
                .map(path -> new CaptureRef(path, null, Vantage.unstated()))
                .toList();
        return run(options, Inputs.resolve(refs, directory), engine);
    }

    /** The same for captures that lie elsewhere than the options say; {@code files} go by the paths as written. */
    public static Result run(RunOptions options, List<CaptureFile> files, Engine engine) {
        long bin = options.binNanos() == null ? DEFAULT_BIN : options.binNanos();
        ScreeningResult screening = Screening.run(files, bin, List.of(), engine);
        Ranking ranking = Ranking.of(screening, options.settings().number("alpha"));
        List<String> anomalies = ranking.destinations()
                .limit((long) options.settings().number("anomalies"))
                .toList();
        DetailResult detail =
                Detail.run(files, new DetailSpec(bin, List.of(), anomalies, List.of(), List.of()), engine);
        SeriesTable series = new SeriesTable();
        detail.series().forEach(s -> series.add(s, "anomaly"));
        detail.counts().forEach(s -> series.add(s, null, "anomaly"));
        List<LedgerEntry> ledger = new ArrayList<>(screening.ledger());
        ledger.addAll(Inputs.duplicates(files));
        if (options.binNanos() == null) {
            ledger.add(new LedgerEntry(
                    "assumed", "scan", "bin.default", 1, "bins of 60 s; counts keep their own interval"));
        }
        if (!ranking.refusal().isEmpty()) {
            ledger.add(new LedgerEntry("assumed", "scan", "screening.refused", 1, ranking.refusal()));
        }
        return new Result(
                null,
                null,
                List.of(),
                ranking.table(detail.top()),
                series.table(),
                LedgerTable.of(ledger),
                Assessment.inputs(files),
                bin);
    }
}
