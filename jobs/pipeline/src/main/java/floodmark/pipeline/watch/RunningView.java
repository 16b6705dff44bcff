package floodmark.pipeline.watch;

import floodmark.capture.CaptureKind;
import floodmark.model.DestinationSeries;
import floodmark.model.Window;
import floodmark.pipeline.Detail;
import floodmark.pipeline.DetailMerger;
import floodmark.pipeline.DetailResult;
import floodmark.pipeline.DetailSpec;
import floodmark.pipeline.Screening;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import floodmark.pipeline.cell.CellBlock;
import floodmark.pipeline.cell.Kind;
import floodmark.pipeline.cell.LedgerFold;
import floodmark.pipeline.cell.ScreeningFold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the client of a watch knows at the end of a round: the files that are in, and what they come to. Belongs together at
 * the end of each round and at no other moment.
 */
public final class RunningView {
    private final DetailSpec spec;
    private final long latenessNanos;
    private final RunningState rules;
    private final DetailMerger merger = new DetailMerger(CaptureKind.FLOWS);
    private final Map<String, byte[]> sums = new HashMap<>();
    /** Notes of several subtasks come one between the other, those of a key in order. */
    private final Map<String, ByteSink> parts = new HashMap<>();

    private final List<Alarm> alarms = new ArrayList<>();
    private long newest = Long.MIN_VALUE;

    RunningView(DetailSpec spec, long latenessNanos) {
        this.spec = spec;
        this.latenessNanos = latenessNanos;
        rules = new RunningState(spec.binNanos());
    }

    /** What is known now, for another thread; costs little, since sums are replaced and never changed. */
    RunningView copy() {
        RunningView copy = new RunningView(spec, latenessNanos);
        copy.sums.putAll(sums);
        copy.alarms.addAll(alarms);
        copy.newest = newest;
        return copy;
    }

    /** Takes a note; true if it ends a round. */
    boolean take(Note note) {
        if (note.key().equals(Keys.ROUND)) {
            return true;
        }
        ByteSink sofar = parts.computeIfAbsent(note.key(), key -> new ByteSink());
        for (byte b : note.bytes()) {
            sofar.raw(b);
        }
        if (note.last()) {
            put(note.key(), note.whole(), sofar.take());
            parts.remove(note.key());
        }
        return false;
    }

    private void put(String key, boolean whole, byte[] bytes) {
        if (key.equals(Keys.ALARMS)) {
            for (ByteSource in = new ByteSource(bytes); !in.exhausted(); ) {
                alarms.add(Alarm.decode(in));
            }
            return;
        }
        long firm = newest == Long.MIN_VALUE ? newest : newest - latenessNanos;
        sums.put(key, rules.added(key, whole ? null : sums.get(key), bytes, firm));
        if (key.equals(Keys.FILES)) {
            for (WatchedFile file : Keys.files(bytes)) {
                newest = file.rows() > 0 ? Math.max(newest, file.span().endNanos()) : newest;
            }
        }
    }

    /** Files so far, in the order in which they were taken, the refused ones among them. */
    public List<WatchedFile> files() {
        byte[] bytes = sums.get(Keys.FILES);
        List<WatchedFile> files = new ArrayList<>(bytes == null ? List.of() : Keys.files(bytes));
        files.sort(Comparator.comparingLong(WatchedFile::number));
        return files;
    }

    /** After the last start of any row so far; {@code Long.MIN_VALUE} before the first. */
    public long newestNanos() {
        return newest;
    }

    /** Bins that end up to here get rows only late. */
    public long firmNanos() {
        return newest == Long.MIN_VALUE ? newest : newest - latenessNanos;
    }

    /** Destinations that stood out, in the order of their bins, then by evidence. */
    public List<Alarm> alarms() {
        return alarms.stream()
                .sorted(Comparator.comparingLong(Alarm::binStartNanos)
                        .thenComparing(Comparator.comparingDouble(Alarm::eValue).reversed())
                        .thenComparing(Alarm::destination))
                .toList();
    }

    /** Rows that came later than the bound; they are in the sums nevertheless. */
    public long lateRows() {
        return ledger().sum("rows.late");
    }

    /** Rows that were read. */
    public long rows() {
        return ledger().sum("rows.read");
    }

    private LedgerFold ledger() {
        LedgerFold ledger = new LedgerFold();
        byte[] bytes = sums.get(Kind.LEDGER.key(""));
        if (bytes != null) {
            ledger.merge(bytes);
        }
        return ledger;
    }

    /** Series and profiles of the close look so far. */
    public DetailResult detail() {
        List<Window> spans = files().stream()
                .filter(file -> file.taken() && file.rows() > 0)
                .map(WatchedFile::span)
                .toList();
        SortedMap<String, byte[]> results = new TreeMap<>();
        sums.forEach((key, bytes) -> {
            if (!key.equals(Keys.FILES) && Kind.of(key) != Kind.TOTAL) {
                results.put(key, merger.result(key, List.of(bytes)));
            }
        });
        return Detail.collect(results, spec, CaptureKind.FLOWS, spans);
    }

    /** All traffic per bin so far. */
    public DestinationSeries total() {
        byte[] bytes = sums.get(Kind.TOTAL.key(""));
        byte[] none = new CellBlock(ScreeningFold.COLUMNS, 0, 0).encode(new ByteSink(), true);
        return Screening.total(bytes == null ? none : bytes, spec.binNanos());
    }

    /** Bytes that the sums take here, as a measure of the state: what the job keeps for the subject is as large. */
    public long bytes() {
        return sums.values().stream().mapToLong(b -> b.length).sum();
    }
}
