package floodmark.app.export;

import floodmark.model.Times;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What reached the subject by the table {@code series}, as the vantage point saw it: scaled for sampling, but not for the share
 * of the traffic that passes there.
 *
 * <p>A bin counts as covered if the table has a row of any destination for it, or if it lies in a window that the captures are
 * known to cover throughout. A covered bin without a row of the subject is zero.
 */
final class SubjectTraffic {
    /** What is counted: with its column in flows, its metric in counts and what makes it the unit of the rate. */
    enum Quantity {
        BITS("bytes", "bit-ps", 8),
        PACKETS("packets", "packet-ps", 1);

        private final String column;
        private final String unit;
        private final int factor;

        Quantity(String column, String unit, int factor) {
            this.column = column;
            this.unit = unit;
            this.factor = factor;
        }

        /** Unit class of RFC 9244. */
        String unit() {
            return unit;
        }
    }

    /** Sums of a service over its destinations, by the start of the bin. */
    private static final class Sums {
        final Map<String, TreeMap<Long, Double>> byService = new TreeMap<>();
        final Set<Long> covered = new HashSet<>();
        double binSeconds = Double.NaN;
    }

    private final Map<Quantity, Sums> sums = new TreeMap<>();
    private final TreeMap<Long, Long> senders = new TreeMap<>();
    private final Set<String> destinations = new TreeSet<>();
    private final List<Window> throughout;

    private SubjectTraffic(List<Window> throughout) {
        this.throughout = throughout;
    }

    /** The subject's traffic in a result; the trouble window is covered without a gap if the evidence says so. */
    static SubjectTraffic of(FinishedResult result) {
        boolean covered = TableRow.of(result.evidence()).stream()
                .anyMatch(row ->
                        row.has("family", "telemetry") && row.has("test", "coverage") && row.number("observed") >= 1);
        List<Window> throughout = covered ? List.of(result.theCase().trouble()) : List.of();
        return of(TableRow.of(result.series()), throughout);
    }

    /** @param throughout windows that the captures cover without a gap */
    static SubjectTraffic of(List<TableRow> series, List<Window> throughout) {
        SubjectTraffic traffic = new SubjectTraffic(throughout);
        for (TableRow row : series) {
            for (Quantity quantity : Quantity.values()) {
                traffic.add(row, quantity);
            }
        }
        return traffic;
    }

    private void add(TableRow row, Quantity quantity) {
        String metric = row.text("metric");
        // What a destination sent out is not traffic that reached it.
        boolean counts = quantity.column.equals(metric) && row.whole("direction") >= 0;
        double amount = counts ? row.number("value") : metric == null ? row.number(quantity.column) : Double.NaN;
        if (Double.isNaN(amount)) {
            return;
        }
        Sums of = sums.computeIfAbsent(quantity, q -> new Sums());
        long bin = row.whole("bin_start");
        of.binSeconds = row.number("bin_seconds");
        of.covered.add(bin);
        if (row.has("group", "subject")) {
            String service = Objects.requireNonNullElse(row.text("service"), "");
            of.byService.computeIfAbsent(service, s -> new TreeMap<>()).merge(bin, amount, Double::sum);
            destinations.add(String.valueOf(row.text("destination")));
            if (metric == null && quantity == Quantity.PACKETS) {
                senders.merge(bin, row.whole("sources"), Long::sum);
            }
        }
    }

    /** True if the table holds it for the subject. */
    boolean has(Quantity quantity) {
        Sums of = sums.get(quantity);
        return of != null && !of.byService.isEmpty();
    }

    /** What the table holds for the subject. */
    List<Quantity> quantities() {
        return Arrays.stream(Quantity.values()).filter(this::has).toList();
    }

    /** Length of the bins in seconds, of the first quantity if they differ; NaN if there is none. */
    double binSeconds() {
        return quantities().stream()
                .mapToDouble(quantity -> binSeconds(quantity))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Length of the bins in seconds; NaN if the table does not hold it. */
    double binSeconds(Quantity quantity) {
        Sums of = sums.get(quantity);
        return of == null ? Double.NaN : of.binSeconds;
    }

    /** From the first bin of the table to the end of the last one; empty if there is none. */
    Window span(Quantity quantity) {
        Sums of = sums.get(quantity);
        if (of == null || of.covered.isEmpty()) {
            return new Window(0, 0);
        }
        long first = of.covered.stream().mapToLong(Long::longValue).min().orElseThrow();
        long last = of.covered.stream().mapToLong(Long::longValue).max().orElseThrow();
        return new Window(first, last + binNanos(of));
    }

    private static long binNanos(Sums of) {
        return Math.round(of.binSeconds * Times.SECOND);
    }

    /** The rates of the covered bins of a window, ascending, of all that reached the subject. */
    double[] rates(Quantity quantity, Window window) {
        Map<String, Double> all = new TreeMap<>();
        services().forEach(service -> all.put(service, 1.0));
        return rates(quantity, window, all);
    }

    /**
     * The rates of the covered bins of a window, ascending, weighed by service and summed.
     *
     * @param shares what part of each service's traffic counts; services that are not named do not
     */
    double[] rates(Quantity quantity, Window window, Map<String, Double> shares) {
        Sums of = sums.get(quantity);
        if (of == null) {
            return new double[0];
        }
        List<Double> rates = new ArrayList<>();
        for (long bin : bins(of, window)) {
            double amount = 0;
            for (Map.Entry<String, Double> share : shares.entrySet()) {
                TreeMap<Long, Double> service = of.byService.get(share.getKey());
                amount += service == null ? 0 : share.getValue() * service.getOrDefault(bin, 0.0);
            }
            rates.add(amount * quantity.factor / of.binSeconds);
        }
        double[] sorted = rates.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Distinct senders in each covered bin of a window, ascending; empty if they cannot be told for the subject as a whole. */
    double[] senders(Window window) {
        Sums of = sums.get(Quantity.PACKETS);
        // A sender may have sent to several destinations, so their numbers do not add up.
        if (of == null || destinations.size() != 1 || senders.isEmpty()) {
            return new double[0];
        }
        return bins(of, window).stream()
                .mapToDouble(bin -> senders.getOrDefault(bin, 0L))
                .sorted()
                .toArray();
    }

    private List<Long> bins(Sums of, Window window) {
        long length = binNanos(of);
        Set<Long> bins = new TreeSet<>();
        for (long bin : of.covered) {
            if (belongs(bin, length, window)) {
                bins.add(bin);
            }
        }
        for (Window whole : throughout) {
            for (long bin = Math.floorDiv(whole.startNanos(), length) * length; bin < whole.endNanos(); bin += length) {
                if (belongs(bin, length, window) && belongs(bin, length, whole)) {
                    bins.add(bin);
                }
            }
        }
        return new ArrayList<>(bins);
    }

    /** A bin belongs to a window if its midpoint does; one that is longer than the window, if it overlaps. */
    private static boolean belongs(long bin, long length, Window window) {
        return length > window.lengthNanos()
                ? window.overlaps(new Window(bin, bin + length))
                : window.containsBin(bin, length);
    }

    private Set<String> services() {
        Set<String> services = new TreeSet<>();
        sums.values().forEach(of -> services.addAll(of.byService.keySet()));
        return services;
    }

    /** True if something reached the subject's addresses that belongs to none of its services. */
    boolean besidesServices() {
        return services().contains("");
    }
}
