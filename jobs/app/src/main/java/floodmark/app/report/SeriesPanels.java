package floodmark.app.report;

import floodmark.app.result.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chooses and adds up what the charts show: services of the subject and the comparison group, or what a scan ranked first. */
final class SeriesPanels {
    private static final int MOST_LINES = 5;
    private static final int MOST_PANELS = 4;
    private static final double BITS = 8;
    private static final String COMPARISON = "comparison";
    private static final String SUBJECT = "subject";

    private final Rows series;
    private final boolean scan;
    private final Map<String, Long> ranks;
    private final Usual usual;
    private int mostLines = MOST_LINES;

    private SeriesPanels(Result result, Anomalies anomalies) {
        this.series = new Rows(result.series());
        this.scan = result.caseFile() == null;
        this.ranks = anomalies.ranks();
        this.usual = new Usual(result);
    }

    static List<Panel> of(Result result, Anomalies anomalies) {
        SeriesPanels panels = new SeriesPanels(result, anomalies);
        List<Panel> all = new ArrayList<>();
        all.addAll(panels.flows("Volume received", "bps", "bytes", BITS));
        all.addAll(panels.flows("Packets received", "pps", "packets", 1));
        all.addAll(panels.counts());
        return all.subList(0, Math.min(all.size(), MOST_PANELS));
    }

    /** One panel for each of the destinations that a scan ranked first; flows by bits, counts by their first metric. */
    static List<Panel> each(Result result, Anomalies anomalies, int most) {
        SeriesPanels panels = new SeriesPanels(result, anomalies);
        panels.mostLines = most;
        List<Panel> all = new ArrayList<>(panels.flows("Volume received", "bps", "bytes", BITS));
        all.addAll(panels.counts());
        return all.isEmpty()
                ? List.of()
                : all.get(0).lines().stream()
                        .map(line -> new Panel(line.label(), all.get(0).unit(), List.of(line), List.of()))
                        .toList();
    }

    private List<Panel> flows(String title, String unit, String column, double factor) {
        Map<String, Sum> sums = new TreeMap<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = 0; i < series.size(); i++) {
            Long value = series.whole(i, column);
            Long start = series.whole(i, "bin_start");
            Double seconds = series.number(i, "bin_seconds");
            String label = label(i);
            if (value == null || start == null || seconds == null || label == null) {
                continue;
            }
            long length = Math.round(seconds * 1e9);
            sums.computeIfAbsent(label, k -> new Sum()).add(start, length, value * factor / seconds);
            first = Math.min(first, start);
            last = Math.max(last, start);
        }
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, Sum> entry : sums.entrySet()) {
            lines.add(entry.getValue().filled(entry.getKey(), first, last));
        }
        List<Line> shown = chosen(lines);
        List<Double> levels = new ArrayList<>();
        for (Line line : shown) {
            Double level = usual.rate(line.label(), unit);
            if (level != null) {
                levels.add(level);
            }
        }
        return lines.isEmpty() ? List.of() : List.of(new Panel(title, unit, shown, levels));
    }

    private List<Panel> counts() {
        Map<String, Map<String, Sum>> metrics = new TreeMap<>();
        Map<String, Double> levels = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
            String metric = series.string(i, "metric");
            Double value = series.number(i, "value");
            Long start = series.whole(i, "bin_start");
            Double seconds = series.number(i, "bin_seconds");
            boolean shown = scan || SUBJECT.equals(series.string(i, "group"));
            String destination = series.string(i, "destination");
            if (metric == null || value == null || start == null || seconds == null || destination == null || !shown) {
                continue;
            }
            Long direction = series.whole(i, "direction");
            String title = title(metric, direction) + " in " + Words.duration(Math.round(seconds * 1e9));
            Double level = level(metric, direction, seconds);
            if (level != null) {
                levels.put(title, level);
            }
            metrics.computeIfAbsent(title, k -> new TreeMap<>())
                    .computeIfAbsent(destination, k -> new Sum())
                    .add(start, Math.round(seconds * 1e9), value);
        }
        List<Panel> panels = new ArrayList<>();
        metrics.forEach((title, sums) -> {
            List<Line> lines = new ArrayList<>();
            sums.forEach((label, sum) -> lines.add(sum.line(label, false)));
            Double level = levels.get(title);
            // What is usual is known of the subject as a whole; where several lines make it up, it is no line's own.
            panels.add(new Panel(
                    title, "", chosen(lines), level == null || lines.size() > 1 ? List.of() : List.of(level)));
        });
        // What came in is what statements are about; what went out follows.
        panels.sort(Comparator.comparing((Panel panel) -> panel.title().contains(" sent in "))
                .thenComparing(Panel::title));
        return panels;
    }

    /** The usual count of a bin, of which the evidence holds rates; octets are tested as bits. */
    private @Nullable Double level(String metric, @Nullable Long direction, double seconds) {
        boolean octets = metric.equals("bytes");
        String rate = (octets ? "bps" : metric) + (direction != null && direction < 0 ? "-out" : "");
        Double level = usual.rate(null, rate);
        return level == null ? null : level * seconds / (octets ? BITS : 1);
    }

    private static String title(String metric, @Nullable Long direction) {
        if (direction == null || direction == 0) {
            return metric;
        }
        return metric + (direction > 0 ? " received" : " sent");
    }

    /** The line that a row of flows belongs to; null if it is not shown. */
    private @Nullable String label(int row) {
        if (series.string(row, "metric") != null) {
            return null;
        }
        String group = series.string(row, "group");
        if (scan) {
            return series.string(row, "destination");
        }
        if (SUBJECT.equals(group)) {
            String service = series.string(row, "service");
            return service == null ? "rest of the subject" : service;
        }
        return COMPARISON.equals(group) ? "comparison, all together" : null;
    }

    private List<Line> chosen(List<Line> lines) {
        List<Line> sorted = new ArrayList<>(lines);
        if (scan) {
            sorted.sort(Comparator.comparing((Line line) -> ranks.getOrDefault(line.label(), Long.MAX_VALUE))
                    .thenComparing(Line::label));
        } else {
            sorted.sort(Comparator.comparingDouble((Line line) -> -line.peak(Long.MIN_VALUE, Long.MAX_VALUE))
                    .thenComparing(Line::label));
        }
        return sorted.subList(0, Math.min(sorted.size(), mostLines));
    }

    /** Values by start; several destinations of a service add up. */
    private static final class Sum {
        private final TreeMap<Long, double[]> values = new TreeMap<>();

        void add(long start, long length, double value) {
            double[] cell = values.computeIfAbsent(start, k -> new double[2]);
            cell[0] += value;
            cell[1] = Math.max(cell[1], length);
        }

        Line line(String label, boolean gapsAreZero) {
            long[] start = new long[values.size()];
            long[] end = new long[values.size()];
            double[] value = new double[values.size()];
            int i = 0;
            for (Map.Entry<Long, double[]> entry : values.entrySet()) {
                start[i] = entry.getKey();
                end[i] = start[i] + (long) entry.getValue()[1];
                value[i++] = entry.getValue()[0];
            }
            return new Line(label, start, end, value, gapsAreZero);
        }

        /** Bins without a row had no traffic: a zero on either side of each gap shows that. */
        Line filled(String label, long first, long last) {
            TreeMap<Long, double[]> whole = new TreeMap<>(values);
            long length = (long) values.firstEntry().getValue()[1];
            for (long start : values.keySet()) {
                if (start > first) {
                    whole.putIfAbsent(start - length, new double[] {0, length});
                }
                if (start < last) {
                    whole.putIfAbsent(start + length, new double[] {0, length});
                }
            }
            whole.putIfAbsent(first, new double[] {0, length});
            whole.putIfAbsent(last, new double[] {0, length});
            Sum sum = new Sum();
            sum.values.putAll(whole);
            return sum.line(label, true);
        }
    }
}
