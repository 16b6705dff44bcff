package floodmark.verdict;

import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.claim.Target;
import floodmark.claim.Vantage;
import floodmark.evidence.CaseData;
import floodmark.evidence.Windows;
import floodmark.model.Address;
import floodmark.model.CountSeries;
import floodmark.model.DestinationSeries;
import floodmark.model.LedgerEntry;
import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import floodmark.model.Profile.SenderSample;
import floodmark.model.Profile.Tally;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Draws cases that a reader could have handed over, odd ones above all: gaps, silence, one bin, a day in one count, shared addresses. */
final class RandomCase {
    private static final long NOW = 1_700_000_000L * Times.SECOND;
    private static final long[] BINS = {
        Times.SECOND / 10, Times.SECOND, Times.MINUTE, 7 * Times.MINUTE, 60 * Times.MINUTE, Times.DAY
    };
    private static final int[] INTERVALS = {1, 60, 300, 420, 3600, 86_400, 604_800};
    private static final List<String> METRICS =
            List.of("bytes", "packets", "flows", "requests", "responses", "sources", "mentions");

    private final SplittableRandom random;
    private final boolean counts;
    private final long bin;
    private final int interval;
    private final Window trouble;
    private final List<Window> coverage = new ArrayList<>();
    private final int services;

    RandomCase(long seed) {
        random = new SplittableRandom(seed);
        counts = random.nextInt(3) == 0;
        bin = BINS[random.nextInt(BINS.length)];
        interval = INTERVALS[random.nextInt(INTERVALS.length)];
        services = 1 + random.nextInt(3);
        long unit = counts ? interval * Times.SECOND : bin;
        long length = Math.max(1, (long) (unit * (random.nextInt(4) == 0 ? 0.7 : 1 + random.nextInt(40))));
        long start = NOW + (random.nextBoolean() ? 0 : random.nextLong(unit));
        trouble = new Window(start, start + length);
        coverage(unit);
    }

    private void coverage(long unit) {
        long history = unit * (random.nextInt(3) == 0 ? 0 : random.nextInt(400));
        if (random.nextInt(3) == 0) {
            history = Math.min(40 * Times.DAY, 900 * unit);
        }
        long from = trouble.startNanos() - history + random.nextLong(unit);
        long to = random.nextInt(4) == 0
                ? trouble.startNanos() + Math.max(1, trouble.lengthNanos() / 3)
                : trouble.endNanos() + random.nextLong(60 * unit);
        from = Math.min(from, to - 1);
        if (random.nextInt(3) == 0 && to - from > 100) {
            long gap = from + random.nextLong(to - from);
            coverage.add(new Window(from, gap));
            long again = Math.min(to - 1, gap + 3 * unit);
            if (again > gap && again < to) {
                coverage.add(new Window(again, to));
            }
        } else {
            coverage.add(new Window(from, to));
        }
    }

    CaseData draw() {
        CaseFile theCase = caseFile();
        Window span = new Window(
                coverage.get(0).startNanos(), coverage.get(coverage.size() - 1).endNanos());
        List<Window> baseline = Windows.baseline(theCase, span);
        List<DestinationSeries> subject = new ArrayList<>();
        List<DestinationSeries> comparison = new ArrayList<>();
        List<CaseData.ServiceCounts> subjectCounts = new ArrayList<>();
        List<CountSeries> comparisonCounts = new ArrayList<>();
        List<Profile> profiles = new ArrayList<>();
        int donors = random.nextInt(3) == 0 ? 0 : random.nextInt(2) * random.nextInt(25);
        if (counts) {
            int metrics = random.nextInt(4);
            for (int m = 0; m < metrics; m++) {
                String metric = METRICS.get(random.nextInt(METRICS.size()));
                int direction = random.nextInt(3) - 1;
                if (subjectCounts.stream()
                        .noneMatch(s ->
                                s.series().metric().equals(metric) && s.series().direction() == direction)) {
                    for (int s = 0; s < services; s++) {
                        subjectCounts.add(
                                new CaseData.ServiceCounts("s" + s, countSeries("label" + s, metric, direction)));
                    }
                    for (int d = 0; d < donors; d++) {
                        comparisonCounts.add(countSeries("donor" + d, metric, direction));
                    }
                }
            }
        } else {
            int destinations = random.nextInt(4);
            for (int d = 0; d < destinations; d++) {
                for (int s = 0; s < services; s++) {
                    // The same address in several services: ports tell them apart.
                    subject.add(series("192.0.2." + d, random.nextInt(5) == 0 ? "" : "s" + s));
                }
            }
            for (int d = 0; d < donors; d++) {
                comparison.add(series("198.51.100." + d, ""));
            }
            for (int s = 0; s < services; s++) {
                profiles.add(profile("s" + s, Phase.TROUBLE));
                profiles.add(profile("s" + s, Phase.BASELINE));
            }
        }
        DestinationSeries total = counts ? empty() : series("total", "");
        return new CaseData(
                theCase,
                counts,
                random.nextInt(4) == 0 ? 0.01 : 0.05,
                bin,
                coverage,
                baseline,
                subject,
                comparison,
                total,
                profiles,
                subjectCounts,
                comparisonCounts,
                vantage(),
                List.of(new LedgerEntry("read", "x", "rows.read", random.nextInt(5), "")));
    }

    private CaseFile caseFile() {
        List<CaseFile.Service> list = new ArrayList<>();
        for (int s = 0; s < services; s++) {
            list.add(new CaseFile.Service("s" + s, List.of(Target.of("192.0.2.0/24")), List.of(443 + s), List.of()));
        }
        List<Statement> statements = new ArrayList<>();
        for (Asserts asserts : Asserts.values()) {
            boolean timed = asserts == Asserts.ONSET || asserts == Asserts.RECOVERY;
            boolean sized = asserts == Asserts.ATTACK || asserts == Asserts.ATTACK_CAUSED_TROUBLE;
            statements.add(new Statement(
                    asserts.text(),
                    asserts,
                    null,
                    null,
                    null,
                    null,
                    sized && random.nextBoolean() ? (Long) (1 + random.nextLong(1L << random.nextInt(1, 45))) : null,
                    sized && random.nextBoolean() ? (Long) (1 + random.nextLong(1L << random.nextInt(1, 30))) : null,
                    timed ? (Long) (trouble.startNanos() + random.nextLong(-bin * 30, bin * 30)) : null,
                    timed ? random.nextLong(10 * bin) : 0,
                    null,
                    null,
                    List.of()));
        }
        return new CaseFile(
                "random",
                "random",
                new CaseFile.Subject(
                        "subject",
                        list,
                        random.nextBoolean() ? (Long) (1 + random.nextLong(1L << random.nextInt(1, 45))) : null,
                        List.of()),
                trouble,
                random.nextBoolean() ? (Long) trouble.startNanos() : null,
                random.nextInt(5) == 0
                        ? new Window(trouble.endNanos(), trouble.endNanos() + 20 * trouble.lengthNanos())
                        : null,
                bin,
                random.nextInt(3) == 0 ? 1 + random.nextLong(10 * bin) : 0,
                null,
                random.nextBoolean()
                        ? new CaseFile.Demand(
                                random.nextBoolean() ? 1_000_000L : null,
                                random.nextBoolean() ? 8_000_000L : null,
                                random.nextBoolean() ? 128_000.0 : null)
                        : null,
                List.of(),
                statements,
                false,
                "00",
                "case.yaml");
    }

    private Vantage vantage() {
        double low = random.nextBoolean() ? 1 : 0.05 + 0.9 * random.nextDouble();
        return new Vantage(
                "v",
                Vantage.Place.values()[random.nextInt(Vantage.Place.values().length)],
                Vantage.Sees.values()[random.nextInt(2)],
                low,
                random.nextBoolean() ? 1 : low,
                null);
    }

    private @Nullable Double level() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> 0.0;
            default -> StrictMath.exp(random.nextDouble() * 20);
        };
    }

    private DestinationSeries empty() {
        return new DestinationSeries(
                "",
                "",
                bin,
                new long[0],
                new long[0],
                new long[0],
                new long[0],
                new long[0],
                new long[0],
                new boolean[0],
                new long[0],
                new long[0],
                new long[0]);
    }

    private DestinationSeries series(String destination, String service) {
        Double before = level();
        Double during = random.nextBoolean() ? before : level();
        boolean flat = random.nextInt(6) == 0;
        double density = random.nextBoolean() ? 1 : random.nextDouble();
        TreeSet<Long> bins = new TreeSet<>();
        for (Window w : coverage) {
            for (long b = Math.floorDiv(w.startNanos(), bin); b * bin < w.endNanos(); b++) {
                Double mean = trouble.containsBin(b * bin, bin) ? during : before;
                if (mean != null && random.nextDouble() <= density) {
                    bins.add(b);
                }
            }
        }
        if (bins.isEmpty()) {
            return empty();
        }
        int n = bins.size();
        long[][] c = new long[9][n];
        boolean[] exact = new boolean[n];
        Arrays.fill(exact, true);
        int i = 0;
        for (long b : bins) {
            Double mean = trouble.containsBin(b * bin, bin) ? during : before;
            long packets = (long) ((mean == null ? 0 : mean) * (flat ? 1 : 0.5 + random.nextDouble()));
            c[0][i] = b;
            c[1][i] = packets * 500;
            c[2][i] = packets;
            c[3][i] = packets / 10;
            c[4][i] = packets / 20;
            c[5][i] = packets / 50;
            c[6][i] = packets * 2000;
            c[7][i] = packets;
            c[8][i] = packets / 10;
            i++;
        }
        return new DestinationSeries(
                destination, service, bin, c[0], c[1], c[2], c[3], c[4], c[5], exact, c[6], c[7], c[8]);
    }

    private CountSeries countSeries(String label, String metric, int direction) {
        Double before = level();
        Double during = random.nextBoolean() ? before : level();
        double density = random.nextBoolean() ? 1 : random.nextDouble();
        List<Long> starts = new ArrayList<>();
        long step = interval * Times.SECOND;
        for (Window w : coverage) {
            for (long t = Math.floorDiv(w.startNanos(), step) * step; t < w.endNanos(); t += step) {
                if (random.nextDouble() <= density && (starts.isEmpty() || t > starts.get(starts.size() - 1))) {
                    starts.add(t);
                }
            }
        }
        int n = starts.size();
        long[] start = starts.stream().mapToLong(Long::longValue).toArray();
        int[] seconds = new int[n];
        double[] value = new double[n];
        for (int i = 0; i < n; i++) {
            seconds[i] = random.nextInt(20) == 0 ? 60 : interval;
            Double mean = trouble.contains(start[i]) ? during : before;
            value[i] = mean == null ? 0 : Math.rint(mean * (0.5 + random.nextDouble()));
        }
        return new CountSeries(label, metric, direction, start, seconds, value);
    }

    private Profile profile(String service, Phase phase) {
        int rate = random.nextBoolean() ? 1 : 10_000;
        Double drawn = level();
        long sampled = drawn == null ? 0 : drawn.longValue();
        long packets = sampled * rate;
        long bytes = packets * (random.nextBoolean() ? 40 : 700);
        long flows = packets / (1 + random.nextInt(20));
        int flag = List.of(0x02, 0x12, 0x04, 0x1b).get(random.nextInt(4));
        int protocol = List.of(6, 17, 1).get(random.nextInt(3));
        int port = List.of(53, 123, 161, 443, 0x0800).get(random.nextInt(5));
        long[] sizes = new long[96];
        sizes[random.nextInt(96)] = packets;
        List<Tally> ports = packets == 0 ? List.of() : List.of(new Tally(protocol, port, flows, packets, bytes));
        return new Profile(
                service,
                phase,
                Math.max(0.001, trouble.seconds()),
                flows,
                packets,
                bytes,
                sampled,
                sampled * 250_000.0,
                sampled == 0 ? 0 : rate,
                sampled == 0 ? 0 : rate,
                flag == 0x02 && protocol == 6 ? packets : 0,
                random.nextBoolean() ? packets / 20 : 0,
                flows / 2,
                packets == 0 ? List.of() : List.of(new Tally(protocol, -1, flows, packets, bytes)),
                ports,
                ports,
                packets == 0 || protocol != 6 ? List.of() : List.of(new Tally(6, flag, flows, packets, bytes)),
                sizes,
                senders(sampled, packets),
                senders(sampled, packets),
                random.nextBoolean() ? flows : 0,
                random.nextBoolean() ? packets : 0,
                random.nextBoolean() ? bytes : 0);
    }

    private SenderSample senders(long sampled, long packets) {
        int n = (int) Math.min(sampled, random.nextInt(400));
        Address[] sorted = new Address[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = Address.ofIpv4(random.nextBoolean() ? random.nextInt() : 0x0b000000 + i * 256);
        }
        Arrays.sort(sorted, (a, b) -> Long.compareUnsigned(a.hash64(), b.hash64()));
        long[] each = new long[n];
        Arrays.fill(each, n == 0 ? 0 : packets / n);
        return new SenderSample(
                n,
                true,
                Arrays.stream(sorted).mapToLong(Address::hash64).toArray(),
                Arrays.stream(sorted).mapToLong(Address::high).toArray(),
                Arrays.stream(sorted).mapToLong(Address::low).toArray(),
                each,
                each,
                each);
    }
}
