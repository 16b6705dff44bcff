package floodmark.simulate.shifted;

import floodmark.model.Times;
import floodmark.model.Window;

/** Counts a run beforehand: rows in the model's unit, and how large the flood is. */
final class Count implements Stage {
    private final Sight sight;
    private final Window trouble;
    /** Expected rows of the subject without a flood's packets, of the neighbours, and of the flood's packets. */
    double rows;

    double neighbourRows;
    double packetRows;
    /** How long a flood was there. */
    private double floodSeconds;

    private double floodBits;
    private double floodPackets;
    private double troubleSeconds;
    private double troubleFloodBits;
    private double troubleFloodPackets;
    private double troubleUsualBits;
    private double troubleUsualPackets;

    Count(Sight sight, Window trouble) {
        this.sight = sight;
        this.trouble = trouble;
    }

    @Override
    public void window(long from, long to) {
        // a window is nothing to count
    }

    @Override
    public void sessions(
            Service service,
            Session session,
            AddressPlan users,
            boolean[] cut,
            double expected,
            long from,
            int step,
            boolean neighbour) {
        if (neighbour) {
            neighbourRows += expected * sight.share() * session.rows;
        } else {
            rows += expected * sight.share() * session.rows;
        }
    }

    @Override
    public void packets(Flood flood, double packets, double answered, long from, int step) {
        double each = 0;
        for (Strand strand : flood.strands()) {
            each += strand.share() * (strand.answer() == Trace.NONE || !sight.both() ? 1 : 1 + answered);
        }
        packetRows += packets * sight.share() * each / sight.sampling();
    }

    @Override
    public void load(long from, int step, double usualBps, double usualPps, double floodBps, double floodPps) {
        if (floodPps > 0) {
            floodSeconds += step;
            floodBits += floodBps * step;
            floodPackets += floodPps * step;
        }
        if (trouble.contains(from * Times.SECOND)) {
            troubleSeconds += step;
            troubleFloodBits += floodBps * step;
            troubleFloodPackets += floodPps * step;
            troubleUsualBits += usualBps * step;
            troubleUsualPackets += usualPps * step;
        }
    }

    double floodBps() {
        return floodSeconds > 0 ? floodBits / floodSeconds : 0;
    }

    double floodPps() {
        return floodSeconds > 0 ? floodPackets / floodSeconds : 0;
    }

    /** Mean inbound bit/s of the subject that are usual in the trouble's time. */
    double usualBps() {
        return troubleSeconds > 0 ? troubleUsualBits / troubleSeconds : 0;
    }

    double doubling() {
        if (troubleUsualBits <= 0 || troubleUsualPackets <= 0) {
            return 0;
        }
        return StrictMath.max(troubleFloodBits / troubleUsualBits, troubleFloodPackets / troubleUsualPackets);
    }
}
