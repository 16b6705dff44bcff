package floodmark.evidence;

import floodmark.model.CountSeries;
import floodmark.model.DestinationSeries;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns series into {@link Signal}s: regular grids of rates in which a bin without traffic is zero where a capture covers
 * it and NaN where none does.
 */
public final class Signals {
    /** A silent bin counts as a gap of the capture if this many flows would have been expected in it: P(0) < e^-20. */
    private static final double FLOWS_THAT_CANNOT_VANISH = 20;

    private static final int MOST_BINS = 4_000_000;

    private final CaseData data;
    private final List<Signal> subject;
    private final List<Signal> services;
    private final List<Signal> comparison;

    private Signals(CaseData data, List<Signal> subject, List<Signal> services, List<Signal> comparison) {
        this.data = data;
        this.subject = subject;
        this.services = services;
        this.comparison = comparison;
    }

    public static Signals of(CaseData data) {
        return data.counts() ? ofCounts(data) : ofFlows(data);
    }

    /** Sums over the whole subject, one for each metric and direction. */
    public List<Signal> subject() {
        return subject;
    }

    /** Sums over each service, one for each service, metric and direction. */
    public List<Signal> services() {
        return services;
    }

    /** One for each comparison destination, metric and direction. */
    public List<Signal> comparison() {
        return comparison;
    }

    public CaseData data() {
        return data;
    }

    /** What reaches the subject: inbound, or of unknown direction; {@code bps} and {@code pps} first. */
    public List<Signal> inbound() {
        return subject.stream().filter(s -> s.direction() >= 0).toList();
    }

    private enum Volume {
        BPS("bps", "bit/s", 1, 8, DestinationSeries::bytes),
        PPS("pps", "packet/s", 1, 1, DestinationSeries::packets),
        FLOWS("flows", "flow/s", 1, 1, DestinationSeries::flows),
        SYN("syn-pps", "packet/s", 1, 1, DestinationSeries::synPackets),
        BPS_OUT("bps-out", "bit/s", -1, 8, DestinationSeries::bytesOut),
        PPS_OUT("pps-out", "packet/s", -1, 1, DestinationSeries::packetsOut);

        private final String metric;
        private final String unit;
        private final int direction;
        private final int factor;
        private final Function<DestinationSeries, long[]> column;

        Volume(String metric, String unit, int direction, int factor, Function<DestinationSeries, long[]> column) {
            this.metric = metric;
            this.unit = unit;
            this.direction = direction;
            this.factor = factor;
            this.column = column;
        }
    }

    private static Signals ofFlows(CaseData data) {
        Window span = data.span();
        long firstBin = Math.floorDiv(span.startNanos(), data.binNanos());
        long lastBin = Math.floorDiv(span.endNanos() - 1, data.binNanos());
        boolean[] covered = coveredBins(data, firstBin, bins(firstBin, lastBin));
        Map<String, List<DestinationSeries>> byService = new LinkedHashMap<>();
        data.theCase().subject().services().forEach(s -> byService.put(s.name(), new ArrayList<>()));
        data.subject()
                .forEach(s -> byService
                        .computeIfAbsent(s.service(), name -> new ArrayList<>())
                        .add(s));
        List<Signal> subject = new ArrayList<>();
        List<Signal> services = new ArrayList<>();
        List<Signal> comparison = new ArrayList<>();
        for (Volume volume : Volume.values()) {
            if (volume.direction < 0 && !data.seesBothDirections()) {
                continue;
            }
            subject.add(sum(data, volume, "", "", data.subject(), firstBin, covered));
            byService.forEach((name, series) -> {
                if (!name.isEmpty()) {
                    services.add(sum(data, volume, name, "", series, firstBin, covered));
                }
            });
            for (DestinationSeries s : data.comparison()) {
                comparison.add(sum(data, volume, "", s.destination(), List.of(s), firstBin, covered));
            }
        }
        return new Signals(data, subject, services, comparison);
    }

    private static int bins(long firstBin, long lastBin) {
        long bins = lastBin - firstBin + 1;
        if (bins > MOST_BINS) {
            throw floodmark.model.UserError.of(
                    "bin",
                    "the captures span more bins than a case can hold",
                    bins + " bins",
                    "at most " + MOST_BINS,
                    "Use longer bins or captures of a shorter time");
        }
        return (int) bins;
    }

    private static boolean[] coveredBins(CaseData data, long firstBin, int bins) {
        boolean[] covered = new boolean[bins];
        for (int i = 0; i < bins; i++) {
            long start = (firstBin + i) * data.binNanos();
            long midpoint = start + data.binNanos() / 2;
            // A capture shorter than a bin still covers the bin it lies in.
            covered[i] = data.coverage().stream()
                    .anyMatch(w ->
                            w.contains(midpoint) || w.startNanos() >= start && w.endNanos() <= start + data.binNanos());
        }
        for (int gap : gaps(data.total(), firstBin, covered)) {
            covered[gap] = false;
        }
        return covered;
    }

    /** Covered bins in which the whole capture is silent although its usual traffic could not have been. */
    static int[] gaps(DestinationSeries total, long firstBin, boolean[] covered) {
        long[] flows = new long[covered.length];
        for (int i = 0; i < total.size(); i++) {
            long index = total.bin()[i] - firstBin;
            if (index >= 0 && index < flows.length) {
                // Bytes of a flow that began earlier show that the capture was alive.
                flows[(int) index] += Math.max(total.flows()[i], total.bytes()[i] > 0 ? 1 : 0);
            }
        }
        long[] usual = new long[covered.length];
        int n = 0;
        for (int i = 0; i < flows.length; i++) {
            if (covered[i]) {
                usual[n++] = flows[i];
            }
        }
        Arrays.sort(usual, 0, n);
        double quartile = n == 0 ? 0 : usual[n / 4];
        List<Integer> gaps = new ArrayList<>();
        for (int i = 0; i < flows.length; i++) {
            if (covered[i] && flows[i] == 0 && quartile >= FLOWS_THAT_CANNOT_VANISH) {
                gaps.add(i);
            }
        }
        return gaps.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Signal sum(
            CaseData data,
            Volume volume,
            String service,
            String destination,
            List<DestinationSeries> parts,
            long firstBin,
            boolean[] covered) {
        long[] sums = new long[covered.length];
        for (DestinationSeries part : parts) {
            long[] column = volume.column.apply(part);
            for (int i = 0; i < part.size(); i++) {
                long index = part.bin()[i] - firstBin;
                if (index >= 0 && index < sums.length) {
                    sums[(int) index] = added(sums[(int) index], column[i], volume.metric);
                }
            }
        }
        double seconds = data.binNanos() / (double) Times.SECOND;
        double[] value = new double[covered.length];
        for (int i = 0; i < value.length; i++) {
            value[i] = covered[i] ? sums[i] * (double) volume.factor / seconds : Double.NaN;
        }
        return new Signal(
                service,
                destination,
                volume.metric,
                volume.unit,
                volume.direction,
                data.binNanos(),
                firstBin,
                false,
                value);
    }

    private static long added(long a, long b, String metric) {
        try {
            return Math.addExact(a, b);
        } catch (ArithmeticException tooMuch) {
            throw floodmark.model.UserError.of(
                    "captures",
                    "a bin's sum of " + metric + " is larger than 64 bits hold",
                    a + " + " + b,
                    "at most " + Long.MAX_VALUE,
                    "Look for absurd volumes or sampling rates in the captures");
        }
    }

    private static Signals ofCounts(CaseData data) {
        Map<String, List<CountSeries>> whole = new TreeMap<>();
        Map<String, List<CountSeries>> byService = new TreeMap<>();
        Map<String, String> serviceOf = new TreeMap<>();
        for (CaseData.ServiceCounts part : data.subjectCounts()) {
            String metric = part.series().metric() + '\n' + part.series().direction();
            whole.computeIfAbsent(metric, k -> new ArrayList<>()).add(part.series());
            String key = part.service() + '\n' + metric;
            serviceOf.put(key, part.service());
            byService.computeIfAbsent(key, k -> new ArrayList<>()).add(part.series());
        }
        List<Signal> subject = new ArrayList<>();
        whole.values().forEach(parts -> subject.add(sumCounts(data, "", "", parts)));
        List<Signal> services = new ArrayList<>();
        byService.forEach((key, parts) -> services.add(sumCounts(data, serviceOf.getOrDefault(key, ""), "", parts)));
        List<Signal> comparison = new ArrayList<>();
        data.comparisonCounts()
                .forEach(series -> comparison.add(sumCounts(data, "", series.destination(), List.of(series))));
        return new Signals(data, subject, services, comparison);
    }

    /** Adds count series on the grid of their commonest interval; a bin is covered only where every part has a value. */
    private static Signal sumCounts(CaseData data, String service, String destination, List<CountSeries> parts) {
        CountSeries first = parts.get(0);
        long interval = commonestSeconds(parts) * Times.SECOND;
        long firstBin = Long.MAX_VALUE;
        long lastBin = Long.MIN_VALUE;
        for (CountSeries part : parts) {
            for (int i = 0; i < part.size(); i++) {
                long bin = Math.floorDiv(part.startNanos()[i], interval);
                firstBin = Math.min(firstBin, bin);
                lastBin = Math.max(lastBin, bin);
            }
        }
        int bins = firstBin > lastBin ? 0 : bins(firstBin, lastBin);
        double[] sum = new double[bins];
        int[] present = new int[bins];
        for (CountSeries part : parts) {
            for (int i = 0; i < part.size(); i++) {
                if (part.seconds()[i] * Times.SECOND == interval) {
                    int index = (int) (Math.floorDiv(part.startNanos()[i], interval) - firstBin);
                    sum[index] += part.value()[i];
                    present[index]++;
                }
            }
        }
        String metric = first.metric();
        String name = Metrics.name(metric, first.direction());
        boolean twofold = first.direction() == 0
                && Stream.concat(
                                data.subjectCounts().stream().map(CaseData.ServiceCounts::series),
                                data.comparisonCounts().stream())
                        .anyMatch(s -> s.direction() == 1 && s.metric().equals(metric));
        double factor = Metrics.factor(metric, interval / (double) Times.SECOND);
        for (int i = 0; i < bins; i++) {
            sum[i] = present[i] == parts.size() ? sum[i] * factor : Double.NaN;
        }
        return new Signal(
                service,
                destination,
                twofold ? name + "-either" : name,
                Metrics.unit(metric),
                first.direction(),
                interval,
                firstBin > lastBin ? 0 : firstBin,
                interval > data.binNanos(),
                sum);
    }

    private static long commonestSeconds(List<CountSeries> parts) {
        TreeMap<Integer, Integer> tally = new TreeMap<>();
        parts.forEach(p -> Arrays.stream(p.seconds()).forEach(s -> tally.merge(s, 1, Integer::sum)));
        return tally.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(60);
    }
}
