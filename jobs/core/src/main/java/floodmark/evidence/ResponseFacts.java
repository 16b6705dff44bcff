package floodmark.evidence;

import floodmark.model.Connections;
import floodmark.model.DestinationSeries;
import floodmark.model.FlowShapes;
import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import floodmark.model.Profile.SenderSample;
import floodmark.model.Window;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the subject and its clients dealt with one another, in the trouble ({@code now}) and in the baseline ({@code usual}).
 * Numbers that cannot be known are NaN: what rests on flags, packets or durations of whole flows where packets were sampled;
 * what rests on answers where the vantage sees inbound traffic only; and shares of nothing.
 *
 * <p>Counts are summed over the subject's services before shares are taken. They are descriptions: connections depend on one
 * another, so no share has an interval that could be trusted.
 *
 * @param completionNow share of the attempts to connect that were completed, see {@link Connections}
 * @param completionUsual the same in the baseline
 * @param completionOfNew share completed now of attempts from networks (/24, /48) that the baseline does not have
 * @param completionOfKnown share completed now of attempts from networks of the baseline
 * @param knownShare share of the attempts now that come from networks of the baseline
 * @param attemptsNow attempts a second
 * @param attemptsUsual the same in the baseline
 * @param attemptsPerSenderNow attempts in a bin for each sender in it, median over bins with senders; bins, since what senders
 *     come to depends on how long one looks
 * @param attemptsPerSenderUsual the same in the baseline
 * @param bytesPerFlowNow inbound bytes per inbound TCP flow
 * @param bytesPerFlowUsual the same in the baseline
 * @param answeredNow share of inbound flows whose sender was sent something in the same phase
 * @param answeredUsual the same in the baseline
 * @param resetsInNow share of inbound TCP flows with RST
 * @param resetsInUsual the same in the baseline
 * @param resetsOutNow share of TCP flows from the service with RST
 * @param resetsOutUsual the same in the baseline
 * @param outPerInNow bytes out per byte in
 * @param outPerInUsual the same in the baseline
 * @param longThinNow share of inbound TCP flows of at least {@link #LONG_SECONDS} with fewer than {@link #THIN_BYTES}; unknown
 *     where no TCP flow of either phase lasts that long, since a meter may have cut them
 * @param longThinUsual the same in the baseline
 */
public record ResponseFacts(
        double completionNow,
        double completionUsual,
        double completionOfNew,
        double completionOfKnown,
        double knownShare,
        double attemptsNow,
        double attemptsUsual,
        double attemptsPerSenderNow,
        double attemptsPerSenderUsual,
        double bytesPerFlowNow,
        double bytesPerFlowUsual,
        double answeredNow,
        double answeredUsual,
        double resetsInNow,
        double resetsInUsual,
        double resetsOutNow,
        double resetsOutUsual,
        double outPerInNow,
        double outPerInUsual,
        double longThinNow,
        double longThinUsual) {

    /** Shortest duration of a long flow. */
    public static final long LONG_SECONDS = 32;
    /** A long flow with fewer bytes is thin: less than 128 bytes a second, some header lines a minute. */
    public static final long THIN_BYTES = 4096;

    private static final int TCP = 6;
    private static final int LONG = FlowShapes.durationClass(LONG_SECONDS * 1_000_000_000L);
    private static final int THIN = FlowShapes.sizeClass(THIN_BYTES - 1);

    /** The whole subject. */
    public static ResponseFacts of(CaseData data) {
        return of(data, null);
    }

    /** One service, or all. */
    static ResponseFacts of(CaseData data, @Nullable String service) {
        Side now = new Side(data, Phase.TROUBLE, service);
        Side usual = new Side(data, Phase.BASELINE, service);
        double[] networks = byNetwork(now, usual);
        boolean anyLong = now.longFlows() + usual.longFlows() > 0;
        boolean both = data.seesBothDirections();
        boolean attempts = now.attempts + usual.attempts > 0;
        return new ResponseFacts(
                share(now.completed, now.attempts, now.whole),
                share(usual.completed, usual.attempts, usual.whole),
                networks[0],
                networks[1],
                networks[2],
                share(now.attempts, now.seconds, now.whole && attempts),
                share(usual.attempts, usual.seconds, usual.whole && attempts),
                now.whole && attempts ? perSender(data, List.of(data.trouble()), service) : Double.NaN,
                usual.whole && attempts ? perSender(data, data.baseline(), service) : Double.NaN,
                share(now.tcpBytes, now.tcpFlows, now.whole),
                share(usual.tcpBytes, usual.tcpFlows, usual.whole),
                share(now.answered, now.keptFlows, now.whole && both),
                share(usual.answered, usual.keptFlows, usual.whole && both),
                share(now.resetsIn, now.tcpFlows, now.whole),
                share(usual.resetsIn, usual.tcpFlows, usual.whole),
                share(now.resetsOut, now.tcpFlowsOut, now.whole && both),
                share(usual.resetsOut, usual.tcpFlowsOut, usual.whole && both),
                share(now.bytesOut, now.bytes, both),
                share(usual.bytesOut, usual.bytes, both),
                share(now.longThin, now.tcpShapes, now.whole && anyLong),
                share(usual.longThin, usual.tcpShapes, usual.whole && anyLong));
    }

    private static double share(double part, double all, boolean known) {
        return known && all > 0 ? part / all : Double.NaN;
    }

    /** Sums of the profiles of one phase. */
    private static final class Side {
        final List<Profile> profiles;
        /** Whether flows are whole, which they are not where packets were sampled. */
        final boolean whole;

        double seconds;
        double bytes;
        double bytesOut;
        double tcpBytes;
        double tcpFlows;
        double tcpFlowsOut;
        double attempts;
        double completed;
        double resetsIn;
        double resetsOut;
        double answered;
        double keptFlows;
        double longThin;
        double tcpShapes;

        Side(CaseData data, Phase phase, @Nullable String service) {
            profiles = data.profiles().stream()
                    .filter(p -> p.phase() == phase)
                    .filter(p -> service == null || p.service().equals(service))
                    .toList();
            whole = profiles.stream().allMatch(p -> p.samplingRateMax() <= 1);
            for (Profile p : profiles) {
                Connections c = p.connections();
                seconds = Math.max(seconds, p.seconds());
                bytes += p.bytes();
                bytesOut += p.bytesOut();
                tcpBytes += p.protocols().stream()
                        .filter(t -> t.protocol() == TCP && c.flows() > 0)
                        .mapToLong(Profile.Tally::bytes)
                        .sum();
                tcpFlows += c.flows();
                tcpFlowsOut += c.flowsOut();
                attempts += c.attempts();
                completed += c.completed();
                resetsIn += c.resets();
                resetsOut += c.resetsOut();
                answered += p.answeredFlows();
                keptFlows += Arrays.stream(p.senders().flows()).sum();
                longThin += p.shapes().longThin(LONG, THIN);
                tcpShapes += p.shapes().tcpFlows();
            }
        }

        double longFlows() {
            double flows = 0;
            for (Profile p : profiles) {
                flows += p.shapes().longThin(LONG, FlowShapes.SIZES - 1);
            }
            return flows;
        }
    }

    /** Completion of networks that the baseline of the same service does not have, of those that it has, and their part. */
    private static double[] byNetwork(Side now, Side usual) {
        double[] attempts = new double[2];
        double[] completed = new double[2];
        boolean compared = false;
        for (Profile p : now.profiles) {
            for (Profile b : usual.profiles) {
                if (b.service().equals(p.service()) && b.networks().size() > 0) {
                    compared = true;
                    count(p.networks(), b.networks(), attempts, completed);
                }
            }
        }
        boolean known = compared && now.whole && usual.whole;
        return new double[] {
            share(completed[0], attempts[0], known),
            share(completed[1], attempts[1], known),
            share(attempts[1], attempts[0] + attempts[1], known)
        };
    }

    /** Adds attempts at [0] for new networks and at [1] for known ones; only hashes that both samples would have kept. */
    private static void count(SenderSample now, SenderSample before, double[] attempts, double[] completed) {
        Set<Long> known = new HashSet<>();
        for (long hash : before.hash()) {
            known.add(hash);
        }
        long last = before.exact() ? -1 : before.hash()[before.size() - 1];
        for (int i = 0; i < now.size() && Long.compareUnsigned(now.hash()[i], last) <= 0; i++) {
            int at = known.contains(now.hash()[i]) ? 1 : 0;
            attempts[at] += now.attempts()[i];
            completed[at] += now.completed()[i];
        }
    }

    /** Median over the bins with senders within the windows; NaN if there is none. */
    private static double perSender(CaseData data, List<Window> windows, @Nullable String service) {
        TreeMap<Long, long[]> bins = new TreeMap<>();
        for (DestinationSeries s : data.subject()) {
            if (service != null && !s.service().equals(service)) {
                continue;
            }
            for (int i = 0; i < s.size(); i++) {
                long start = s.bin()[i] * s.binNanos();
                if (windows.stream().anyMatch(w -> w.containsBin(start, s.binNanos()))) {
                    long[] sums = bins.computeIfAbsent(s.bin()[i], b -> new long[2]);
                    sums[0] += s.kinds().attempts()[i];
                    sums[1] += s.sources()[i];
                }
            }
        }
        double[] ratios = bins.values().stream()
                .filter(sums -> sums[1] > 0)
                .mapToDouble(sums -> sums[0] / (double) sums[1])
                .sorted()
                .toArray();
        int n = ratios.length;
        return n == 0 ? Double.NaN : (ratios[(n - 1) / 2] + ratios[n / 2]) / 2;
    }
}
