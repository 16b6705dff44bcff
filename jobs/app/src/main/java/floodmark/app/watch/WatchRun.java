package floodmark.app.watch;

import floodmark.app.assess.Assessment;
import floodmark.app.assess.SoFar;
import floodmark.app.report.LiveReport;
import floodmark.app.result.Result;
import floodmark.app.run.RunOptions;
import floodmark.app.terminal.LiveDisplay;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseFile.CaptureRef;
import floodmark.model.LedgerEntry;
import floodmark.model.Times;
import floodmark.model.UserError;
import floodmark.pipeline.CaptureFile;
import floodmark.pipeline.Engine;
import floodmark.pipeline.FoundFile;
import floodmark.pipeline.Inputs;
import floodmark.pipeline.watch.RunningView;
import floodmark.pipeline.watch.Watch;
import floodmark.pipeline.watch.WatchControl;
import floodmark.pipeline.watch.WatchSpec;
import floodmark.pipeline.watch.WatchSpec.Arrival;
import floodmark.pipeline.watch.WatchedFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way of a watch: the stream until one of its ends, with a live verdict after each round of files; then the assessment of exactly the
 * files that the stream read, and a check that both counted the same.
 */
public final class WatchRun {
    /** Engines for the two halves; the caller of each closes it. */
    public interface Engines {
        /**
         * @param checkpoints where checkpoints go, as a URI
         * @param resume what to go on from, or null to begin
         */
        Engine following(String checkpoints, @Nullable String resume);

        Engine bounded();
    }

    private final CaseFile theCase;
    private final Path caseDirectory;
    private final RunOptions options;
    private final WatchOptions watch;
    private final LiveFiles live;
    private final LiveDisplay display;
    private final WatchControl control = new WatchControl();
    private final Map<String, String> leftOut = new HashMap<>();
    private volatile boolean stopped;

    private WatchRun(
            CaseFile theCase,
            Path caseDirectory,
            RunOptions options,
            WatchOptions watch,
            LiveFiles live,
            LiveDisplay display) {
        this.theCase = theCase;
        this.caseDirectory = caseDirectory;
        this.options = options;
        this.watch = watch;
        this.live = live;
        this.display = display;
    }

    /**
     * A watch that has not begun.
     *
     * @param output where the result will be; what is not a result goes beside it
     */
    public static WatchRun of(
            CaseFile theCase,
            Path caseDirectory,
            RunOptions options,
            WatchOptions watch,
            Path output,
            LiveDisplay display) {
        LiveFiles live = LiveFiles.open(output, watch.resume(), options.overwrite());
        return new WatchRun(theCase, caseDirectory, options, watch, live, display);
    }

    /** Ends the watch in good order, from any thread: a savepoint to go on from, and a result of what has been read. */
    public void stop() throws InterruptedException {
        stopped = true;
        display.say("ending: files that are being read are finished; the result follows");
        if (control.savepoint(Watch.uri(checkpoints())) == null) {
            display.say("no savepoint could be taken; the watch cannot be gone on with");
        }
        live.askToStop();
    }

    private Path checkpoints() {
        return watch.checkpoints() == null ? live.checkpoints() : watch.checkpoints();
    }

    /** Watches to the end, and assesses. */
    public Result run(Engines engines) {
        String resume = live.resumeFrom(watch.resume(), watch.checkpoints());
        if (resume == null) {
            live.checkRoomToBegin();
        }
        while (true) {
            try {
                return once(engines, resume);
            } catch (UserError e) {
                String path = watch.arrival().quarantine() ? subjectOf(e) : null;
                if (path == null || leftOut.putIfAbsent(path, String.valueOf(e.getMessage())) != null) {
                    throw e;
                }
                // What was summed cannot be taken back; what is there is read again without the file.
                display.say("left out, and begun again without it: " + e.getMessage());
                resume = null;
            }
        }
    }

    /** The watched file that an error is about, or null. */
    private static @Nullable String subjectOf(UserError error) {
        String message = String.valueOf(error.getMessage());
        int end = message.indexOf("] ");
        String where = end < 0 ? "" : message.substring(1, end);
        return where.endsWith(".parquet") ? where : null;
    }

    private Result once(Engines engines, @Nullable String resume) {
        LiveJudge judge = new LiveJudge(theCase, options, watch.arrival().latenessNanos());
        RunningView view = follow(engines, resume, judge);
        show(judge.judge(view));
        List<WatchedFile> files =
                view.files().stream().filter(WatchedFile::taken).toList();
        if (files.isEmpty()) {
            throw UserError.of(
                    theCase.where() + ": captures",
                    "nothing has come",
                    "no capture file",
                    "at least one before the end",
                    "Check the captures of the case and the end of the watch");
        }
        List<CaptureFile> captures = same(files);
        try (Engine engine = engines.bounded()) {
            Result result =
                    Assessment.run(theCase, options, captures, entries(view), Assessment.beside(caseDirectory), engine);
            SubjectCheck.check(view.detail().series(), result.series());
            return result;
        }
    }

    private RunningView follow(Engines engines, @Nullable String resume, LiveJudge judge) {
        try (Engine engine = engines.following(Watch.uri(checkpoints()), resume);
                LatestRound latest =
                        LatestRound.start(now -> show(judge.judge(now)), live::checkRoom, control::cancel)) {
            try {
                RunningView view = Watch.run(spec(), engine, control, latest::set);
                RuntimeException failure = latest.failure();
                if (failure != null) {
                    throw failure;
                }
                return view;
            } catch (IllegalStateException e) {
                // The stream was cancelled for another reason than its own.
                RuntimeException failure = latest.failure();
                throw failure == null ? e : failure;
            }
        }
    }

    private WatchSpec spec() {
        Arrival arrival = watch.arrival();
        return new WatchSpec(
                theCase.captures().stream().map(CaptureRef::path).toList(),
                caseDirectory.toAbsolutePath().toString(),
                SoFar.detail(theCase, options),
                new Arrival(
                        arrival.latenessNanos(),
                        arrival.pollMillis(),
                        arrival.graceNanos(),
                        arrival.quarantine(),
                        List.copyOf(leftOut.keySet())),
                new WatchSpec.End(watch.marker(), watch.untilNanos(), watch.idleNanos(), Watch.uri(live.stop())));
    }

    private void show(LiveVerdict verdict) {
        List<String> table = LiveTable.table(theCase.title(), verdict);
        List<LiveReport.Said> said = said(verdict);
        live.write(LiveReport.STILL, LiveReport.of(theCase.title(), table, said, false));
        live.write(LiveReport.RELOADING, LiveReport.of(theCase.title(), table, said, true));
        // Last: a program that waits for a round finds the pages of that round.
        live.write(verdict);
        String json = new String(LiveJson.bytes(verdict), StandardCharsets.UTF_8);
        display.show(table, LiveTable.line(verdict), json.replaceAll("\n *", ""));
    }

    private static List<LiveReport.Said> said(LiveVerdict verdict) {
        return verdict.statements().stream()
                .map(s -> new LiveReport.Said(s.statement(), s.finding(), s.why()))
                .toList();
    }

    /** The files as they are now, which must be what was streamed. */
    private static List<CaptureFile> same(List<WatchedFile> files) {
        List<CaptureFile> found = Inputs.exactly(files.stream()
                .map(file -> new FoundFile(file.path(), file.uri()))
                .toList());
        Map<String, String> streamed = new HashMap<>();
        files.forEach(file -> streamed.put(file.path(), file.sha256()));
        for (CaptureFile file : found) {
            if (!file.sha256().equals(streamed.get(file.path()))) {
                throw UserError.of(
                        file.path(),
                        "the file was replaced after it had been read",
                        "sha256 " + file.sha256(),
                        String.valueOf(streamed.get(file.path())),
                        "Write every file once, under a name of its own, or use --on-bad-file quarantine");
            }
        }
        return found;
    }

    /** What an assessment of the finished directory would not say; nothing if all went well. */
    private List<LedgerEntry> entries(RunningView view) {
        List<LedgerEntry> entries = new ArrayList<>();
        if (view.lateRows() > 0) {
            entries.add(new LedgerEntry(
                    "late",
                    "captures",
                    "rows.late",
                    view.lateRows(),
                    "came more than the bound after newer rows; they are in the sums"));
        }
        view.files().stream()
                .filter(file -> !file.taken())
                .forEach(file ->
                        entries.add(new LedgerEntry("skipped", file.path(), "file.quarantined", 1, file.refused())));
        leftOut.forEach((path, why) -> entries.add(new LedgerEntry("skipped", path, "file.quarantined", 1, why)));
        if (stopped) {
            entries.add(new LedgerEntry(
                    "assumed",
                    "watch",
                    "watch.stopped",
                    1,
                    "ended by hand; rows that start before " + Times.text(view.firmNanos()) + " are complete"));
        }
        return entries;
    }

    /** Whether it was ended by hand, so that it may be gone on with. */
    public boolean stopped() {
        return stopped;
    }

    /** Where the live verdict is. */
    public Path liveDirectory() {
        return live.directory();
    }

    /** Removes what is not a result. */
    public void tidy() {
        live.delete();
    }
}
