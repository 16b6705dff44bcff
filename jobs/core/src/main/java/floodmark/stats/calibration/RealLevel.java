package floodmark.stats.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * False alarms of one placebo on quiet stretches of real traffic. Of each data set as many windows are taken, their ends evenly
 * spaced over all places where the stretch fits and the hour at its end is covered.
 */
final class RealLevel implements Experiment {
    static final String SECTION = "real-level";
    static final String POOLED = "all, pooled";

    private final Placebo placebo;
    private final List<RealTraffic> traffic;
    private final List<Placement> placements = new ArrayList<>();

    /** One window: where its stretch ends in which series. */
    private record Placement(RealTraffic traffic, int series, int end) {}

    RealLevel(Placebo placebo, List<RealTraffic> traffic, Plan plan) {
        this.placebo = placebo;
        this.traffic = List.copyOf(traffic);
        Map<String, Integer> destinations = new LinkedHashMap<>();
        traffic.forEach(t -> destinations.merge(t.dataset(), t.names().size(), Integer::sum));
        for (RealTraffic t : traffic) {
            int share = destinations.getOrDefault(t.dataset(), 1);
            for (int series = 0; series < t.names().size(); series++) {
                place(t, series, (plan.placements() + share - 1) / share);
            }
        }
    }

    private void place(RealTraffic t, int series, int most) {
        int bins = placebo.bins(t.binsPerDay());
        if (bins == 0 || placebo.destinations() > t.names().size()) {
            return;
        }
        int[] ends = new int[t.length() + 1];
        int n = 0;
        for (int end = bins; end <= t.length(); end++) {
            if (t.covered(series, end)) {
                ends[n++] = end;
            }
        }
        int taken = StrictMath.min(n, most);
        // Where a series has few windows, those of the next one are to lie on other days.
        double phase = (series + 0.5) / t.names().size();
        for (int i = 0; i < taken; i++) {
            placements.add(new Placement(t, series, ends[(int) ((i + phase) * n / taken)]));
        }
    }

    @Override
    public String id() {
        return SECTION + "-" + placebo.test() + "-" + placebo.setting().replaceAll("[^a-z0-9]+", "-");
    }

    @Override
    public String section() {
        return SECTION;
    }

    @Override
    public int replicates() {
        return placements.size();
    }

    @Override
    public Replicate start() {
        return replicate -> {
            Placement at = placements.get(replicate);
            RealTraffic t = at.traffic;
            int bins = placebo.bins(t.binsPerDay());
            int several = placebo.destinations();
            double[][] stretch = new double[several][];
            for (int d = 0; d < several; d++) {
                // The others are those that follow by name; the subject stands last.
                int series = (at.series + 1 + d) % t.names().size();
                stretch[d] =
                        Arrays.copyOfRange(t.values()[d == several - 1 ? at.series : series], at.end - bins, at.end);
            }
            return new double[] {TestOutcome.code(placebo.run(stretch, t.binsPerDay()))};
        };
    }

    @Override
    public List<Figure> figures(double[][] measured) {
        List<Figure> out = new ArrayList<>(figures(POOLED, measured));
        traffic.stream().map(RealTraffic::dataset).distinct().forEach(d -> out.addAll(figures(d, measured)));
        return out;
    }

    private List<Figure> figures(String dataset, double[][] measured) {
        DayClusters all = new DayClusters();
        DayClusters run = new DayClusters();
        double[] outcomes = new double[measured.length];
        int n = 0;
        for (int i = 0; i < measured.length; i++) {
            RealTraffic t = placements.get(i).traffic;
            if (dataset.equals(POOLED) || dataset.equals(t.dataset())) {
                TestOutcome outcome = TestOutcome.of(measured[i][0]);
                long day = t.day(placements.get(i).end - 1);
                all.add(t.dataset(), day, outcome == TestOutcome.ALARM);
                if (outcome != TestOutcome.REFUSED) {
                    run.add(t.dataset(), day, outcome == TestOutcome.ALARM);
                }
                outcomes[n++] = measured[i][0];
            }
        }
        Rate rate = FalseAlarms.rate(placebo, dataset, Arrays.copyOf(outcomes, n));
        return Figure.falseAlarms(
                SECTION,
                rate,
                all,
                run,
                n > 0
                        ? "windows overlap; the interval is made of days"
                        : "no quiet stretch is long enough, has enough destinations, or fine enough bins");
    }
}
