package floodmark.pipeline.cell;

import floodmark.capture.CountRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Gathers published counts by destination; not thread-safe. What it gives depends only on the rows and their order. */
public final class CountFold {
    private static final int MOST_ROWS = 1 << 18;

    private final Predicate<String> wanted;
    private final TreeMap<String, List<CountRecord>> byDestination = new TreeMap<>();
    private String file = "";
    private int held;
    private long rows;
    private long firstStart = Long.MAX_VALUE;
    private long lastStart = Long.MIN_VALUE;

    /** @param wanted the destinations to keep */
    public CountFold(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    public void startRowGroup(String path) {
        file = path;
    }

    public void add(CountRecord count) {
        rows++;
        firstStart = Math.min(firstStart, count.startNanos());
        lastStart = Math.max(lastStart, count.startNanos());
        if (wanted.test(count.destination())) {
            byDestination
                    .computeIfAbsent(count.destination(), d -> new ArrayList<>())
                    .add(count);
            held++;
        }
    }

    public boolean full() {
        return held >= MOST_ROWS;
    }

    /** Counts of the rows since the last call. */
    public LedgerFold takeLedger() {
        LedgerFold ledger = new LedgerFold();
        if (rows > 0) {
            ledger.count("read", file, "rows.read", rows);
            ledger.put(LedgerFold.Combine.MIN, "found", file, "time.first-start-nanos", firstStart);
            ledger.put(LedgerFold.Combine.MAX, "found", file, "time.last-start-nanos", lastStart);
        }
        rows = 0;
        firstStart = Long.MAX_VALUE;
        lastStart = Long.MIN_VALUE;
        return ledger;
    }

    /** Gives everything as blocks and is empty afterwards. */
    public Iterator<Block> drain() {
        ByteSink out = new ByteSink();
        List<Block> blocks = new ArrayList<>();
        byDestination.forEach((destination, counts) ->
                blocks.add(new Block(Kind.SERIES.key(destination), CountBlock.encode(counts, out))));
        byDestination.clear();
        held = 0;
        return blocks.iterator();
    }
}
