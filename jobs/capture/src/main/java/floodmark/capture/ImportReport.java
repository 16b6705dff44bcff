package floodmark.capture;

import floodmark.model.LedgerEntry;
import floodmark.model.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an importer read, skipped and corrected in one input. Reasons are stable identifiers; their number is bounded,
 * since a hostile capture could otherwise make one for every frame.
 */
public final class ImportReport {
    /** Reasons of one kind that are told apart; further ones are counted as {@code other}. */
    private static final int MOST_REASONS = 100;

    private final String input;
    private final String format;
    private final Map<String, Map<String, Long>> counts = new TreeMap<>();
    private final Map<String, String> notes = new TreeMap<>();
    private long frames;
    private long packets;
    private long bytes;
    private long records;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;

    /**
     * @param input the input as the user named it
     * @param format id of the format it is read as
     */
    public ImportReport(String input, String format) {
        this.input = input;
        this.format = format;
    }

    /** One frame of a packet capture, or one row of a table, was read, whatever becomes of it. */
    public void frame() {
        frames++;
    }

    /** An IP packet was counted. */
    public void packet(long timeNanos, long ipBytes) {
        packets++;
        bytes += ipBytes;
        time(timeNanos);
    }

    /** The data reach to this time. */
    public void time(long timeNanos) {
        firstNanos = Math.min(firstNanos, timeNanos);
        lastNanos = Math.max(lastNanos, timeNanos);
    }

    /** A flow or count was handed on. */
    public void record() {
        records++;
    }

    /** Something was left out, for this reason. */
    public void skip(String reason) {
        add("skipped", reason, 1);
    }

    /** Something was left out once, with a note that says where. */
    public void skip(String reason, String note) {
        add("skipped", reason, 1);
        notes.putIfAbsent(reason, note);
    }

    /** Something was counted, but with a value other than the one that was read. */
    public void correct(String reason) {
        add("corrected", reason, 1);
    }

    /** Something was counted as it is, and is worth knowing. */
    public void find(String what) {
        add("found", what, 1);
    }

    private void add(String kind, String reason, long count) {
        Map<String, Long> ofKind = counts.computeIfAbsent(kind, k -> new TreeMap<>());
        boolean known = ofKind.size() < MOST_REASONS || ofKind.containsKey(reason);
        ofKind.merge(known ? reason : "other", count, Long::sum);
    }

    public String input() {
        return input;
    }

    public String format() {
        return format;
    }

    /** Frames (or rows of a table) read. */
    public long frames() {
        return frames;
    }

    /** Packets counted: those whose outermost network header is IPv4 or IPv6. */
    public long packets() {
        return packets;
    }

    /** Their IP bytes. */
    public long bytes() {
        return bytes;
    }

    /** Flows (or counts) handed on. */
    public long records() {
        return records;
    }

    /** Time of the earliest packet or count; meaningless if there is none. */
    public long firstNanos() {
        return firstNanos;
    }

    /** Time of the latest packet or count; meaningless if there is none. */
    public long lastNanos() {
        return lastNanos;
    }

    /** What was left out, by reason. */
    public Map<String, Long> skipped() {
        return ofKind("skipped");
    }

    /** What was counted with another value, by reason. */
    public Map<String, Long> corrected() {
        return ofKind("corrected");
    }

    /** What was noticed, by identifier. */
    public Map<String, Long> found() {
        return ofKind("found");
    }

    private Map<String, Long> ofKind(String kind) {
        return Collections.unmodifiableMap(counts.getOrDefault(kind, Map.of()));
    }

    /** The note on a reason; empty if there is none. */
    public String note(String reason) {
        return notes.getOrDefault(reason, "");
    }

    /** The report as lines of the ledger, sorted. */
    public List<LedgerEntry> ledger() {
        List<LedgerEntry> entries = new ArrayList<>();
        counts.forEach((kind, reasons) -> reasons.forEach(
                (reason, count) -> entries.add(new LedgerEntry(kind, input, reason, count, note(reason)))));
        String span = records == 0 ? "" : Times.text(firstNanos) + " to " + Times.text(lastNanos);
        entries.add(new LedgerEntry("read", input, "frames", frames, "as " + format));
        if (packets > 0) {
            entries.add(new LedgerEntry("read", input, "packets", packets, span));
            entries.add(new LedgerEntry("read", input, "bytes", bytes, "IP bytes"));
        }
        entries.add(new LedgerEntry("read", input, "records", records, span));
        Collections.sort(entries);
        return entries;
    }
}
