package floodmark.app.simulate;

import floodmark.capture.CaptureKind;
import floodmark.capture.FlowBatch;
import floodmark.capture.LocalFile;
import floodmark.capture.parquet.FlowRowGroup;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.capture.parquet.RowGroup;
import floodmark.model.UserError;
import floodmark.simulate.reference.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads captures of real attacks that are to be replayed. */
public final class Recordings {
    /** Rows that are held in memory, some 80 bytes each. */
    private static final long MOST_ROWS = 5_000_000;

    private Recordings() {}

    private record Flow(
            long start,
            long end,
            long high,
            long low,
            int sourcePort,
            int destinationPort,
            int protocol,
            int flags,
            long packets,
            long bytes) {}

    /**
     * The flows of a file, by their start.
     *
     * @throws UserError if it holds no flows, or more than memory is meant for
     */
    public static Recording read(Path file) throws IOException {
        List<Flow> flows = new ArrayList<>();
        try (ParquetCapture capture = ParquetCapture.open(LocalFile.open(file))) {
            boolean counts = capture.kind() == CaptureKind.COUNTS;
            if (counts || capture.rows() == 0 || capture.rows() > MOST_ROWS) {
                throw UserError.of(
                        file.toString(),
                        "cannot be replayed",
                        counts ? "counts" : capture.rows() + " rows",
                        "1 to " + MOST_ROWS + " flows",
                        "Name another capture");
            }
            FlowBatch batch = new FlowBatch();
            for (RowGroup group : capture.rowGroups()) {
                FlowRowGroup rows = capture.flows(group.index(), batch);
                while (rows.next()) {
                    add(batch, flows);
                }
            }
        }
        if (flows.isEmpty()) {
            throw UserError.of(file.toString(), "cannot be replayed", "no sound row", "flows", "Name another capture");
        }
        flows.sort(Comparator.comparingLong(Flow::start));
        return columns(flows);
    }

    private static void add(FlowBatch batch, List<Flow> flows) {
        for (int i = 0; i < batch.size; i++) {
            if (batch.packets[i] > 0 && batch.endNanos[i] >= batch.startNanos[i]) {
                flows.add(new Flow(
                        batch.startNanos[i],
                        batch.endNanos[i],
                        batch.sources.high(batch.source[i]),
                        batch.sources.low(batch.source[i]),
                        batch.sourcePort[i],
                        batch.destinationPort[i],
                        batch.protocol[i],
                        batch.tcpFlags[i],
                        Math.multiplyExact(batch.packets[i], (long) batch.samplingRate[i]),
                        Math.multiplyExact(batch.bytes[i], (long) batch.samplingRate[i])));
            }
        }
    }

    private static Recording columns(List<Flow> flows) {
        long first = flows.get(0).start;
        return new Recording(
                flows.stream().mapToLong(f -> f.start - first).toArray(),
                flows.stream().mapToLong(f -> f.end - f.start).toArray(),
                flows.stream().mapToLong(Flow::high).toArray(),
                flows.stream().mapToLong(Flow::low).toArray(),
                flows.stream().mapToInt(Flow::sourcePort).toArray(),
                flows.stream().mapToInt(Flow::destinationPort).toArray(),
                flows.stream().mapToInt(Flow::protocol).toArray(),
                flows.stream().mapToInt(Flow::flags).toArray(),
                flows.stream().mapToLong(Flow::packets).toArray(),
                flows.stream().mapToLong(Flow::bytes).toArray());
    }
}
