package floodmark.app.calibrate;

import floodmark.app.output.Sha256;
import floodmark.capture.CountRecord;
import floodmark.capture.LocalFile;
import floodmark.capture.Yaml;
import floodmark.capture.parquet.CountRowGroup;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.capture.parquet.RowGroup;
import floodmark.claim.Node;
import floodmark.model.Times;
import floodmark.model.UserError;
import floodmark.stats.calibration.RealTraffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stretches of real traffic that {@code quiet.yaml} takes for quiet.
 *
 * @param traffic the stretches, in the order of the file
 * @param digest changes whenever the file or one of the tables does
 */
record QuietTraffic(List<RealTraffic> traffic, String digest) {
    /** The file in the directory of the data sets. */
    static final String FILE = "quiet.yaml";

    private static final List<String> DIRECTIONS = List.of("out", "unknown", "in");

    /**
     * Reads them all.
     *
     * @throws UserError if the file or a table is not there or wrong
     */
    static QuietTraffic read(Path datasets) throws IOException {
        Path file = datasets.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw UserError.of(
                    file.toString(),
                    "does not exist",
                    "no file",
                    "the list of quiet stretches beside the data sets",
                    "Name the directory of the data sets with --datasets");
        }
        Node root = Yaml.parse(Files.readAllBytes(file), file.toString());
        root.require("floodmark").longValue(1, 1);
        List<RealTraffic> traffic = new ArrayList<>();
        Set<String> digests = new LinkedHashSet<>(List.of(Sha256.of(file)));
        for (Node entry : root.require("traffic").list()) {
            Path counts = datasets.resolve(entry.require("counts").text());
            traffic.add(stretch(entry, counts));
            digests.add(Sha256.of(counts));
        }
        root.finish();
        return new QuietTraffic(traffic, String.join(" ", digests));
    }

    private static RealTraffic stretch(Node entry, Path counts) throws IOException {
        long bin = entry.require("bin").durationNanos();
        if (bin == 0 || Times.DAY % bin != 0 || Times.DAY / bin > Times.DAY / Times.SECOND) {
            throw entry.require("bin")
                    .error("does not divide a day", "whole seconds that do, such as 60s", "Change it");
        }
        long from = entry.require("from").instantNanos();
        long to = entry.require("to").instantNanos();
        long first = Math.floorDiv(from, bin);
        int bins = Math.toIntExact(Math.floorDiv(to - 1, bin) - first + 1);
        entry.require("why").text();
        Node only = entry.get("destinations");
        List<String> destinations =
                only == null ? List.of() : only.list().stream().map(Node::text).toList();
        Node side = entry.get("direction");
        Integer direction = side == null ? null : DIRECTIONS.indexOf(side.choice(DIRECTIONS)) - 1;
        String metric = entry.require("metric").text();
        Map<String, double[]> series = new TreeMap<>();
        read(counts, row -> {
            boolean wanted = row.metric().equals(metric)
                    && (direction == null || row.direction() == direction)
                    && (destinations.isEmpty() || destinations.contains(row.destination()))
                    && row.startNanos() >= from
                    && row.startNanos() < to;
            if (wanted) {
                int at = Math.toIntExact(Math.floorDiv(row.startNanos(), bin) - first);
                double[] values = series.computeIfAbsent(row.destination(), d -> uncovered(bins));
                values[at] = row.value() + (Double.isNaN(values[at]) ? 0 : values[at]);
            }
        });
        if (series.isEmpty()) {
            throw entry.error("no counts are there", "nothing", "counts of " + metric, "Correct the entry");
        }
        Node except = entry.get("except");
        for (Node hole : except == null ? List.<Node>of() : except.list()) {
            long start = hole.require("from").instantNanos();
            long end = hole.require("to").instantNanos();
            hole.require("why").text();
            int low = (int) Math.max(0, Math.floorDiv(start, bin) - first);
            int high = (int) Math.min(bins, Math.floorDiv(end - 1, bin) - first + 1);
            series.values().forEach(values -> Arrays.fill(values, Math.min(low, high), high, Double.NaN));
        }
        return new RealTraffic(
                entry.require("dataset").text(),
                Math.toIntExact(Times.DAY / bin),
                first,
                List.copyOf(series.keySet()),
                series.values().toArray(double[][]::new));
    }

    private static double[] uncovered(int bins) {
        double[] values = new double[bins];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** What is done with each row. */
    private interface Rows {
        void row(CountRecord row);
    }

    private static void read(Path file, Rows rows) throws IOException {
        try (ParquetCapture capture = ParquetCapture.open(LocalFile.open(file))) {
            for (RowGroup group : capture.rowGroups()) {
                CountRowGroup counts = capture.counts(group.index());
                while (counts.hasNext()) {
                    rows.row(counts.next());
                }
            }
        }
    }

    /** The data set's stretch that holds a destination, for tests. */
    @Nullable
    RealTraffic of(String dataset, String destination) {
        return traffic.stream()
                .filter(t -> t.dataset().equals(dataset) && t.names().contains(destination))
                .findFirst()
                .orElse(null);
    }
}
