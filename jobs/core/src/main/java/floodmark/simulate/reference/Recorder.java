package floodmark.simulate.reference;

import floodmark.model.Address;
import floodmark.model.Window;
import floodmark.simulate.FlowSink;
import java.util.List;

/** The exporter at the vantage: passes on the flows that it sees, with the faults that it has. */
final class Recorder {
    private static final int OWN_TTL = 63;

    private final View view;
    private final List<Window> coverage;
    private final Faults faults;
    private final long salt;
    private final FlowSink sink;
    private int current;

    /** @param salt says which networks are reached through this vantage */
    Recorder(View view, List<Window> coverage, Faults faults, long salt, FlowSink sink) {
        this.view = view;
        this.coverage = coverage;
        this.faults = faults;
        this.salt = salt;
        this.sink = sink;
    }

    View view() {
        return view;
    }

    /** Packets that are recorded of a flow that leaves a record: at least one, by sampling each with probability 1/N. */
    long observed(double packets, Chance chance) {
        if (view.sampling() == 1) {
            return StrictMath.max(1, StrictMath.round(packets));
        }
        double mean = packets / view.sampling();
        // The first arrival of a Poisson process that has one; the others follow it.
        double first = -StrictMath.log1p(chance.uniform() * StrictMath.expm1(-mean));
        return 1L + chance.count(StrictMath.max(0, mean - first));
    }

    /** A flow to one of our hosts; packets and bytes as recorded. */
    void in(
            long start,
            long end,
            Peer from,
            Address to,
            int sourcePort,
            int destinationPort,
            int protocol,
            int flags,
            long packets,
            long bytes) {
        if (passes(from, 0)) {
            record(
                    start,
                    end,
                    from.high,
                    from.low,
                    to.high(),
                    to.low(),
                    sourcePort,
                    destinationPort,
                    protocol,
                    flags,
                    packets,
                    bytes,
                    from.ttl);
        }
    }

    /** A flow from one of our hosts. */
    void out(
            long start,
            long end,
            Address from,
            Peer to,
            int sourcePort,
            int destinationPort,
            int protocol,
            int flags,
            long packets,
            long bytes) {
        if (view.seesOut() && passes(to, view.asymmetric() ? 1 : 0)) {
            record(
                    start,
                    end,
                    from.high(),
                    from.low(),
                    to.high,
                    to.low,
                    sourcePort,
                    destinationPort,
                    protocol,
                    flags,
                    packets,
                    bytes,
                    OWN_TTL);
        }
    }

    private boolean passes(Peer remote, int direction) {
        return view.share() >= 1 || Networks.way(remote.high, remote.low, salt + direction) < view.share();
    }

    /** A flow as it is, whatever its way: what a telescope records. */
    void record(
            long start,
            long end,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int sourcePort,
            int destinationPort,
            int protocol,
            int flags,
            long packets,
            long bytes,
            int ttl) {
        if (!covered(start) || faults.gap() != null && faults.gap().contains(start)) {
            return;
        }
        long late = 0;
        if (faults.stepped() != null && faults.stepped().contains(start)) {
            late = faults.stepNanos();
            if (!faults.stepped().contains(start + late)) {
                return;
            }
        }
        int copies = faults.doubled() != null && faults.doubled().contains(start) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            sink.flow(
                    start + late,
                    end + late,
                    sourceHigh,
                    sourceLow,
                    destinationHigh,
                    destinationLow,
                    sourcePort,
                    destinationPort,
                    protocol,
                    flags,
                    packets,
                    bytes,
                    view.sampling(),
                    view.ttl() ? ttl : FlowSink.NO_TTL);
        }
    }

    private boolean covered(long nanos) {
        if (coverage.get(current).contains(nanos)) {
            return true;
        }
        for (int i = 0; i < coverage.size(); i++) {
            if (coverage.get(i).contains(nanos)) {
                current = i;
                return true;
            }
        }
        return false;
    }
}
