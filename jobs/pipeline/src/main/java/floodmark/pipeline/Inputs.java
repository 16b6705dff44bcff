package floodmark.pipeline;

import floodmark.capture.CaptureKind;
import floodmark.capture.FlowBatch;
import floodmark.capture.Layout;
import floodmark.capture.parquet.CountRowGroup;
import floodmark.capture.parquet.FlowRowGroup;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.capture.parquet.RowGroup;
import floodmark.claim.CaseFile.CaptureRef;
import floodmark.model.LedgerEntry;
import floodmark.model.UserError;
import floodmark.model.Window;
import floodmark.pipeline.source.FlinkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what a case says about its captures into files that are there, readable and of one kind. */
public final class Inputs {
    private Inputs() {}

    /**
     * Finds and checks the files of all captures by their footers; begins to read every byte once, for the digests.
     *
     * @param refs as the case or the command line writes them
     * @param caseDirectory what relative paths start from
     * @return by path, at least one row in all
     * @throws UserError if a capture matches nothing, a file is no capture, kinds are mixed, a file is named twice, or there
     *     are no rows
     */
    public static List<CaptureFile> resolve(List<CaptureRef> refs, Path caseDirectory) {
        try {
            List<CaptureFile> files = new ArrayList<>();
            Map<String, String> seen = new HashMap<>();
            for (CaptureRef ref : refs) {
                Layout.check(ref.layout(), ref.path());
                for (FoundFile found : InputPaths.find(ref.path(), caseDirectory)) {
                    String before = seen.putIfAbsent(found.uri(), found.path());
                    if (before != null) {
                        throw UserError.of(
                                "captures: " + ref.path(),
                                "the same file is named twice",
                                found.path() + " and " + before,
                                "each file once",
                                "Take one of the two captures out of the case");
                    }
                    files.add(describe(found));
                }
            }
            return checked(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks files that lie elsewhere than the case says.
     *
     * @param places where the file is that goes by a path as the case writes it
     * @return as {@link #resolve}, under the paths as written
     */
    public static List<CaptureFile> at(Map<String, Path> places) {
        try {
            List<CaptureFile> files = new ArrayList<>();
            for (Map.Entry<String, Path> place : places.entrySet()) {
                files.add(describe(new FoundFile(place.getKey(), InputPaths.uri(place.getValue()))));
            }
            return checked(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files whose bytes are those of a file before them: probably the same export twice; they are read nevertheless. */
    public static List<LedgerEntry> duplicates(List<CaptureFile> files) {
        List<LedgerEntry> entries = new ArrayList<>();
        Map<String, String> byDigest = new HashMap<>();
        for (CaptureFile file : files) {
            String before = byDigest.putIfAbsent(file.sha256(), file.path());
            if (before != null) {
                entries.add(new LedgerEntry("found", file.path(), "duplicate-file", 1, "the same bytes as " + before));
            }
        }
        return entries;
    }

    private static List<CaptureFile> checked(List<CaptureFile> files) {
        Set<CaptureKind> kinds = new HashSet<>();
        long rows = 0;
        @Nullable Window earliest = null;
        for (CaptureFile file : files) {
            kinds.add(file.kind());
            rows += file.rows();
            boolean earlier = earliest == null || file.span().startNanos() < earliest.startNanos();
            earliest = file.rows() > 0 && earlier ? file.span() : earliest;
        }
        if (kinds.size() > 1) {
            CaptureFile first = files.get(0);
            CaptureFile other = files.stream()
                    .filter(f -> f.kind() != first.kind())
                    .findFirst()
                    .orElseThrow();
            throw UserError.of(
                    "captures: " + other.path(),
                    "captures of two kinds",
                    other.kind() + " here and " + first.kind() + " in " + first.path(),
                    "only flows or only counts",
                    "Make a case for each");
        }
        if (earliest == null) {
            throw UserError.of(
                    "captures: " + (files.isEmpty() ? "none" : files.get(0).path()),
                    "nothing to read",
                    rows + " rows in " + files.size() + " files",
                    "at least one row",
                    "Name a capture with data");
        }
        // A file without rows gets a place in time that widens nothing.
        Window nowhere = new Window(earliest.startNanos(), earliest.startNanos());
        List<CaptureFile> placed = new ArrayList<>();
        for (CaptureFile f : files) {
            placed.add(f.rows() > 0 ? f : new CaptureFile(f.path(), f.uri(), f.kind(), 0, nowhere, f.digest()));
        }
        placed.sort(Comparator.comparing(CaptureFile::path).thenComparing(CaptureFile::uri));
        return List.copyOf(placed);
    }

    /**
     * Finds and checks the given files and no others.
     *
     * @throws UserError if one is not there or is no capture, kinds are mixed, or there are no rows
     */
    public static List<CaptureFile> exactly(List<FoundFile> wanted) {
        try {
            List<CaptureFile> files = new ArrayList<>();
            for (FoundFile found : wanted) {
                files.add(describe(found));
            }
            return checked(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CaptureFile describe(FoundFile found) throws IOException {
        try (FlinkFile access = FlinkFile.open(found.path(), found.uri());
                ParquetCapture capture = ParquetCapture.open(access)) {
            Window span = span(capture);
            LateDigest digest = LateDigest.of(found, access.length());
            return new CaptureFile(found.path(), found.uri(), capture.kind(), capture.rows(), span, digest);
        }
    }

    /** First to last start of the rows: from the footer where it has statistics, else from the rows. */
    public static Window span(ParquetCapture capture) throws IOException {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (RowGroup group : capture.rowGroups()) {
            Long least = group.minStartNanos();
            Long greatest = group.maxStartNanos();
            long[] range = group.rows() == 0
                    ? new long[] {Long.MAX_VALUE, Long.MIN_VALUE}
                    : least != null && greatest != null
                            ? new long[] {least, greatest}
                            : capture.kind() == CaptureKind.FLOWS
                                    ? flowRange(capture, group.index())
                                    : countRange(capture, group.index());
            first = Math.min(first, range[0]);
            last = Math.max(last, range[1]);
        }
        return first > last ? new Window(0, 0) : new Window(first, last + 1);
    }

    private static long[] flowRange(ParquetCapture capture, int rowGroup) throws IOException {
        long[] range = {Long.MAX_VALUE, Long.MIN_VALUE};
        FlowBatch batch = new FlowBatch();
        FlowRowGroup rows = capture.flows(rowGroup, batch);
        while (rows.next()) {
            for (int row = 0; row < batch.size; row++) {
                range[0] = Math.min(range[0], batch.startNanos[row]);
                range[1] = Math.max(range[1], batch.startNanos[row]);
            }
        }
        return range;
    }

    private static long[] countRange(ParquetCapture capture, int rowGroup) throws IOException {
        long[] range = {Long.MAX_VALUE, Long.MIN_VALUE};
        CountRowGroup rows = capture.counts(rowGroup);
        while (rows.hasNext()) {
            long start = rows.next().startNanos();
            range[0] = Math.min(range[0], start);
            range[1] = Math.max(range[1], start);
        }
        return range;
    }
}
