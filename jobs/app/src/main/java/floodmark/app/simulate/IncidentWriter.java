package floodmark.app.simulate;

import floodmark.app.output.Manifest;
import floodmark.app.output.ResultDirectory;
import floodmark.app.output.ResultSink;
import floodmark.app.output.TruthJson;
import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.capture.FlowRecord;
import floodmark.capture.parquet.FlowParquetWriter;
import floodmark.model.Address;
import floodmark.model.Window;
import floodmark.simulate.Incident;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a simulated incident: a capture for each stretch of time, the case file, and what really happened. */
public final class IncidentWriter {
    private IncidentWriter() {}

    /**
     * Writes and publishes; afterwards the directory is complete.
     *
     * @param ended wall-clock time, for the manifest
     * @return flows written
     */
    public static long write(Incident incident, RunOptions options, ResultDirectory directory, Instant ended) {
        List<Window> coverage = incident.coverage();
        List<ResultSink<FlowRecord>> sinks = new ArrayList<>();
        long[] rows = new long[1];
        try {
            for (int i = 0; i < coverage.size(); i++) {
                String name = String.format(Locale.ROOT, "flows-%03d.parquet", i + 1);
                sinks.add(new ResultSink<>(directory.target(), FlowParquetWriter.create(directory.file(name))));
            }
            Files.writeString(
                    directory.file("case.yaml"), incident.caseYaml(List.of("flows-*.parquet")), StandardCharsets.UTF_8);
            Files.write(directory.file("truth.json"), TruthJson.bytes(incident.truth()));
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory.target(), e);
        }
        incident.emit((start, end, sh, sl, dh, dl, sourcePort, port, protocol, flags, packets, bytes, rate, ttl) -> {
            rows[0]++;
            int window = 0;
            while (!coverage.get(window).contains(start)) {
                window++;
            }
            FlowRecord flow = new FlowRecord(
                    start,
                    end,
                    new Address(sh, sl),
                    new Address(dh, dl),
                    sourcePort,
                    port,
                    protocol,
                    flags,
                    packets,
                    bytes,
                    rate,
                    ttl,
                    ttl);
            sinks.get(window).accept(flow);
        });
        sinks.forEach(ResultSink::close);
        directory.publish(new Manifest(options, BuildInfo.load(), ended));
        return rows[0];
    }
}
