package floodmark.pipeline.cell;

import floodmark.capture.AddressTable;
import floodmark.capture.FlowBatch;
import floodmark.capture.RowChoice;
import floodmark.claim.CaseFile.Service;
import floodmark.model.Address;
import floodmark.model.Amplifiers;
import floodmark.model.Connections;
import floodmark.model.PacketKinds;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/**
 * The rich cells of a few destinations: both directions, senders and kinds of packet per bin; profiles of the subject's
 * services; ports of the others; and which of the others sent to the subject.
 *
 * <p>Memory: a third of the budget's cells, some 200 bytes each; the budget's rows; and {@link #MOST_ENTRIES} entries of
 * profiles, beyond which a batch can go by four entries a row. Profiles hold fixed tables of some 20 kB each besides.
 */
public final class DetailFold implements FlowFold {
    public static final int BYTES = 0;
    public static final int PACKETS = 1;
    public static final int FLOWS = 2;
    public static final int BYTES_OUT = 3;
    public static final int PACKETS_OUT = 4;
    public static final int FLOWS_OUT = 5;
    /** Kinds of packet: a column of bytes, the next one of packets. */
    public static final int SYN = 6;

    public static final int AMPLIFIED = 8;
    public static final int DNS = 10;
    public static final int OTHER_UDP = 12;
    public static final int ICMP = 14;
    public static final int TCP_ANSWERS = 16;
    public static final int ANSWERS_OUT = 18;
    /** Connections that were tried, by the start of their flow. */
    public static final int ATTEMPTS = 20;

    public static final int COMPLETED = 21;
    public static final int COLUMNS = 22;

    private static final int NO_KIND = -1;
    private static final int IP_ICMP = 1;
    private static final int IP_TCP = 6;
    private static final int IP_UDP = 17;
    private static final int IP_ICMPV6 = 58;

    private static final int UNKNOWN = -2;
    /** Entries of profiles and ports that a reader holds before it sends, at most some 120 bytes each. */
    private static final int MOST_ENTRIES = 1 << 20;
    /** Cells here are that many times as large as those that a {@link Budget} reckons with. */
    private static final int CELL_SIZE = 3;

    private final long binNanos;
    private final ClosedBins closed;
    private final Budget budget;
    private final int mostCells;
    private final Subject subject;
    private final Rows rows;
    private final CellTable table;
    private final SenderLog senders = new SenderLog();
    /** Numbers of the addresses that have cells, and of (address, service). */
    private final AddressTable addresses = new AddressTable();

    private final LongIndex keys = new LongIndex();
    private final Portraits portraits;
    private final TreeSet<Address> sendersToSubject = new TreeSet<>();
    private int entries;

    /** Classes and numbers by a destination's number in the batch. */
    private int[] classOf = new int[0];

    private int[] numberOf = new int[0];
    /** Numbers among the other addresses, of those that are. */
    private int[] otherOf = new int[0];

    private int known;
    private final KnownSources sources;

    /**
     * @param others addresses outside the subject that get series
     * @param baseline windows whose flows make the baseline profile
     * @param trouble windows whose flows make the trouble profile
     */
    public DetailFold(
            long binNanos,
            List<Service> services,
            List<Address> others,
            List<Window> baseline,
            List<Window> trouble,
            ClosedBins closed,
            Budget budget) {
        this.binNanos = binNanos;
        this.closed = closed;
        this.budget = budget;
        mostCells = Math.max(1, budget.cells() / CELL_SIZE);
        subject = new Subject(services, others);
        sources = new KnownSources(subject, addresses);
        rows = new Rows(binNanos);
        table = new CellTable(COLUMNS);
        portraits = new Portraits(subject, baseline, trouble);
    }

    @Override
    public void startRowGroup(String file) {
        rows.file(file);
        known = 0;
        sources.startRowGroup();
    }

    private void learn(AddressTable batchAddresses) {
        int size = batchAddresses.size();
        if (classOf.length < size) {
            classOf = Arrays.copyOf(classOf, Math.max(size, classOf.length * 2));
            numberOf = Arrays.copyOf(numberOf, classOf.length);
            otherOf = Arrays.copyOf(otherOf, classOf.length);
        }
        for (int id = known; id < size; id++) {
            classOf[id] = subject.classOf(batchAddresses.high(id), batchAddresses.low(id));
            numberOf[id] = UNKNOWN;
            otherOf[id] = classOf[id] == Subject.OTHER ? subject.otherNumber(batchAddresses.address(id)) : UNKNOWN;
        }
        known = size;
    }

    @Override
    public int add(FlowBatch batch, int from) {
        learn(batch.addresses);
        entries = portraits.size();
        int row = from;
        try {
            for (; row < batch.size && !full(); row++) {
                rows.note(batch, row);
                int to = classOf[batch.destination[row]];
                int by = sources.classOf(batch.sources, batch.source[row]);
                if (to != Subject.NONE || by != Subject.NONE) {
                    addRow(batch, row, to, by);
                }
            }
        } catch (ArithmeticException e) {
            throw rows.tooLarge("bytes or packets of one destination", "row with " + batch.bytes[row] + " bytes");
        }
        return row;
    }

    @Override
    public RowChoice choice() {
        return (batch, numbers, count) -> {
            learn(batch.addresses);
            int to = 0;
            for (int i = 0; i < count; i++) {
                int row = numbers[i];
                numbers[to] = row;
                boolean wanted = classOf[batch.destination[row]] != Subject.NONE
                        || sources.classOf(batch.sources, batch.source[row]) != Subject.NONE;
                to += wanted ? 1 : 0;
            }
            return to;
        };
    }

    private void addRow(FlowBatch batch, int row, int to, int by) {
        long start = batch.startNanos[row];
        long end = batch.endNanos[row];
        long bytes = rows.scaled(batch.bytes[row], batch.samplingRate[row], "bytes");
        long packets = rows.scaled(batch.packets[row], batch.samplingRate[row], "packets");
        long bin = Math.floorDiv(start, binNanos);
        long last = rows.lastBin(bin, start, end);
        int protocol = batch.protocol[row];
        if (to != Subject.NONE) {
            boolean syn = Rows.isSyn(batch, row);
            int service = service(to, protocol, batch.destinationPort[row]);
            int key = keyOfDestination(batch, row, service);
            int cell = table.cell(key, bin);
            table.add(cell, FLOWS, 1);
            senders.add(cell, SenderSet.ordered(batch.sources.hash64(batch.source[row])));
            if (protocol == IP_TCP) {
                addConnection(cell, batch, row);
            }
            int kind = kindIn(batch, row, syn);
            if (last == bin) {
                addVolume(cell, BYTES, bytes, packets);
                addVolume(cell, kind, bytes, packets);
            } else {
                spread(key, row, batch, bin, last, bytes, packets, BYTES, kind);
            }
            if (to == Subject.OTHER) {
                portraits.talk(batch, row, otherOf[batch.destination[row]], packets, bytes);
            } else {
                portraits.in(batch, row, service, packets, bytes, syn);
                if (by == Subject.OTHER && portraits.inBaseline(start)) {
                    sendersToSubject.add(batch.sources.address(batch.source[row]));
                }
            }
        }
        if (by != Subject.NONE) {
            int service = service(by, protocol, batch.sourcePort[row]);
            int key = keyOfSource(batch, row, service);
            int cell = table.cell(key, bin);
            table.add(cell, FLOWS_OUT, 1);
            int kind = PacketKinds.isAnswer(protocol, batch.tcpFlags[row], batch.destinationPort[row])
                    ? ANSWERS_OUT
                    : NO_KIND;
            if (last == bin) {
                addVolume(cell, BYTES_OUT, bytes, packets);
                addVolume(cell, kind, bytes, packets);
            } else {
                spread(key, row, batch, bin, last, bytes, packets, BYTES_OUT, kind);
            }
            if (by != Subject.OTHER) {
                portraits.out(batch, row, service, packets, bytes);
            }
        }
    }

    private void spread(
            int key, int row, FlowBatch batch, long bin, long last, long bytes, long packets, int column, int kind) {
        rows.spread(batch.startNanos[row], batch.endNanos[row], bin, last, bytes, packets, (at, someBytes, some) -> {
            int cell = table.cell(key, at);
            addVolume(cell, column, someBytes, some);
            addVolume(cell, kind, someBytes, some);
        });
    }

    private void addVolume(int cell, int column, long bytes, long packets) {
        if (column != NO_KIND) {
            table.add(cell, column, bytes);
            table.add(cell, column + 1, packets);
        }
    }

    private void addConnection(int cell, FlowBatch batch, int row) {
        int flags = batch.tcpFlags[row];
        long packets = batch.packets[row];
        if (Connections.isAttempt(flags, packets)) {
            boolean ipv4 = Address.isIpv4(batch.sources.high(batch.source[row]), batch.sources.low(batch.source[row]));
            table.add(cell, ATTEMPTS, 1);
            table.add(cell, COMPLETED, Connections.isCompleted(flags, packets, batch.bytes[row], ipv4) ? 1 : 0);
        }
    }

    private static int kindIn(FlowBatch batch, int row, boolean syn) {
        return switch (batch.protocol[row]) {
            case IP_TCP -> syn ? SYN : Connections.isBareAnswer(batch.tcpFlags[row]) ? TCP_ANSWERS : NO_KIND;
            case IP_UDP -> {
                int port = batch.sourcePort[row];
                yield port == Amplifiers.DNS ? DNS : Amplifiers.contains(port) ? AMPLIFIED : OTHER_UDP;
            }
            case IP_ICMP, IP_ICMPV6 -> ICMP;
            default -> NO_KIND;
        };
    }

    private int service(int addressClass, int protocol, int port) {
        return addressClass == Subject.OTHER ? subject.serviceCount() : subject.serviceOf(addressClass, protocol, port);
    }

    /** The dense number of (address, service). */
    private int keyOfDestination(FlowBatch batch, int row, int service) {
        int id = batch.destination[row];
        if (numberOf[id] == UNKNOWN) {
            numberOf[id] = addresses.idOf(batch.addresses.high(id), batch.addresses.low(id));
        }
        return keys.idOf((long) numberOf[id] << 32 | service);
    }

    private int keyOfSource(FlowBatch batch, int row, int service) {
        return keys.idOf((long) sources.numberOf(batch.sources, batch.source[row]) << 32 | service);
    }

    @Override
    public boolean full() {
        return table.size() >= mostCells || senders.size() >= budget.rows() || entries >= MOST_ENTRIES;
    }

    @Override
    public boolean mustDrainBefore(long more) {
        return table.size() >= mostCells / 2 || senders.size() + more > budget.rows();
    }

    @Override
    public LedgerFold takeLedger() {
        return rows.takeLedger();
    }

    @Override
    public Iterator<Block> drain() {
        ByteSink out = new ByteSink();
        List<Block> blocks = new ArrayList<>();
        senders.arrange(table.size());
        int[] cells = table.ordered();
        boolean[] closedCell = table.closed(closed);
        int at = 0;
        while (at < cells.length) {
            int key = table.key(cells[at]);
            CellBlock block = new CellBlock(COLUMNS, 16, 64);
            for (; at < cells.length && table.key(cells[at]) == key; at++) {
                appendCell(block, cells[at], closedCell[cells[at]]);
            }
            String address = addresses.address((int) (keys.key(key) >>> 32)).toString();
            String service = subject.name((int) keys.key(key));
            blocks.add(new Block(Kind.SERIES.key(address + '\t' + service), block.encode(out, false)));
        }
        portraits.drain(out, blocks);
        for (Address sender : sendersToSubject) {
            blocks.add(new Block(Kind.SENDER.key(sender.toString()), new byte[0]));
        }
        clear();
        return blocks.iterator();
    }

    private void appendCell(CellBlock block, int cell, boolean countSenders) {
        block.cell(table.bin(cell));
        for (int column = 0; column < COLUMNS; column++) {
            block.add(column, table.sum(cell, column));
        }
        if (countSenders) {
            senders.appendCount(cell, block);
        } else {
            senders.append(cell, block);
        }
    }

    private void clear() {
        table.clear();
        senders.clear();
        addresses.clear();
        keys.clear();
        Arrays.fill(numberOf, 0, known, UNKNOWN);
        sources.forgetNumbers();
        sendersToSubject.clear();
        entries = 0;
    }
}
