package floodmark.simulate.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** How things stand at one moment; causes change it, and what is sent follows from it. */
final class Conditions {
    /** People who come beyond the usual ones, and what they make of a service. */
    record Extra(double factor, PeerSource people, boolean[] services, UnaryOperator<Service> asks) {}

    /** Somebody who takes part. */
    @FunctionalInterface
    interface PeerSource {
        void draw(Chance chance, Peer into);
    }

    /** Usual demand for each service, 1 as ever. */
    final double[] usual;
    /** Share of sessions that are answered. */
    final double[] answered;
    /** Of those that are not: share that is refused with RST. */
    final double[] refused;
    /** Of the rest: share whose connection is accepted, and then nothing comes. */
    final double[] stuck;
    /** Further attempts of a session that was not answered. */
    final double[] retries;
    /** Size of answers, 1 as ever. */
    final double[] volume;
    /** Sessions beyond the usual ones. */
    final List<Extra> extra = new ArrayList<>();
    /** Those who come for one thing, each with a load of its own. */
    final List<Gathering> gatherings = new ArrayList<>();
    /** Share of networks that reach this part of the internet. */
    double reach = 1;
    /** Demand at the comparison destinations, 1 as ever. */
    double elsewhere = 1;
    /** Bit/s of floods at the subject. */
    double floodBps;
    /** Most bit/s that the subject may send, by a policer or a narrow peering. */
    double limitOut = Double.POSITIVE_INFINITY;
    /** Share of what is sent to the subject that a full line lets pass. */
    double passing = 1;
    /** Bit/s that the lines have left in either direction. */
    double spareIn = Double.POSITIVE_INFINITY;

    double spareOut = Double.POSITIVE_INFINITY;

    Conditions(int services) {
        usual = new double[services];
        answered = new double[services];
        refused = new double[services];
        stuck = new double[services];
        retries = new double[services];
        volume = new double[services];
        reset();
    }

    void reset() {
        Arrays.fill(usual, 1);
        Arrays.fill(answered, 1);
        Arrays.fill(refused, 0);
        Arrays.fill(stuck, 0);
        Arrays.fill(retries, 0);
        Arrays.fill(volume, 1);
        extra.clear();
        gatherings.clear();
        reach = 1;
        elsewhere = 1;
        floodBps = 0;
        limitOut = Double.POSITIVE_INFINITY;
        passing = 1;
        spareIn = Double.POSITIVE_INFINITY;
        spareOut = Double.POSITIVE_INFINITY;
    }

    /** Sessions of a service in units of the usual ones, before retries. */
    double load(int service) {
        double load = usual[service];
        for (Extra e : extra) {
            load += e.services[service] ? e.factor : 0;
        }
        return load;
    }

    /** Less is answered, on top of what was wrong already. */
    void fail(int service, double share, double refusedShare, double stuckShare, double tries) {
        answered[service] *= share;
        refused[service] = StrictMath.max(refused[service], refusedShare);
        stuck[service] = StrictMath.max(stuck[service], stuckShare);
        retries[service] = StrictMath.max(retries[service], tries);
    }
}
