package floodmark.pipeline.cell;

import floodmark.model.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ledger counts of files on their way to the client: added, or the smallest or largest kept, so that order does not matter.
 *
 * <p>Encoding, version 1: the version byte; then for each entry kind, where, what and note as text, the way to combine as a
 * byte, and the count as zigzag.
 */
public final class LedgerFold {
    private static final int VERSION = 1;

    /** How two counts of the same entry become one. */
    public enum Combine {
        SUM,
        MIN,
        MAX
    }

    private record Id(String kind, String where, String what, String note) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            return new LedgerEntry(kind, where, what, 0, note)
                    .compareTo(new LedgerEntry(other.kind, other.where, other.what, 0, other.note));
        }
    }

    private record Value(Combine combine, long count) {
        Value with(Value other) {
            return new Value(
                    combine,
                    switch (combine) {
                        case SUM -> Math.addExact(count, other.count);
                        case MIN -> Math.min(count, other.count);
                        case MAX -> Math.max(count, other.count);
                    });
        }
    }

    private final TreeMap<Id, Value> entries = new TreeMap<>();

    public void put(Combine combine, String kind, String where, String what, long count) {
        entries.merge(new Id(kind, where, what, ""), new Value(combine, count), Value::with);
    }

    /** Adds a count if there is anything to count. */
    public void count(String kind, String where, String what, long count) {
        if (count != 0) {
            put(Combine.SUM, kind, where, what, count);
        }
    }

    /** The sum of the counts of that identifier, over all files. */
    public long sum(String what) {
        long sum = 0;
        for (var entry : entries.entrySet()) {
            if (entry.getKey().what().equals(what)) {
                sum += entry.getValue().count();
            }
        }
        return sum;
    }

    /** Sums over all files, by identifier, of the entries of a kind. */
    public SortedMap<String, Long> sums(String kind) {
        SortedMap<String, Long> sums = new TreeMap<>();
        entries.forEach((id, value) -> {
            if (id.kind().equals(kind)) {
                sums.merge(id.what(), value.count(), Math::addExact);
            }
        });
        return sums;
    }

    public byte[] encode(ByteSink out) {
        out.raw(VERSION);
        entries.forEach((id, value) -> out.text(id.kind())
                .text(id.where())
                .text(id.what())
                .text(id.note())
                .raw(value.combine().ordinal())
                .zigzag(value.count()));
        return out.take();
    }

    /** Adds what a block holds. */
    public void merge(byte[] block) {
        ByteSource in = new ByteSource(block).expectVersion(VERSION);
        while (!in.exhausted()) {
            Id id = new Id(in.text(), in.text(), in.text(), in.text());
            Combine combine = Combine.values()[in.raw()];
            entries.merge(id, new Value(combine, in.zigzag()), Value::with);
        }
    }

    /** The entries in their own order. */
    public List<LedgerEntry> entries() {
        List<LedgerEntry> list = new ArrayList<>();
        entries.forEach(
                (id, value) -> list.add(new LedgerEntry(id.kind(), id.where(), id.what(), value.count(), id.note())));
        return list;
    }
}
