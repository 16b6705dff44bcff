package floodmark.capture.importer;

import floodmark.capture.CountRecord;
import floodmark.capture.FlowRecord;
import floodmark.capture.RecordSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an import hands on, and what became of the sinks. */
final class MemorySinks implements Import.Sinks {
    final List<FlowRecord> flows = new ArrayList<>();
    final List<CountRecord> counts = new ArrayList<>();
    final List<String> events = new ArrayList<>();

    /** Records that a sink takes before it fails. */
    int fullAfter = Integer.MAX_VALUE;

    @Override
    public RecordSink<FlowRecord> flows(Path input) {
        return new Sink<>(input, flows);
    }

    @Override
    public RecordSink<CountRecord> counts(Path input) {
        return new Sink<>(input, counts);
    }

    private final class Sink<T> implements RecordSink<T> {
        private final Path input;
        private final List<T> into;

        Sink(Path input, List<T> into) {
            this.input = input;
            this.into = into;
            events.add("open " + input.getFileName());
        }

        @Override
        public void accept(T record) throws IOException {
            if (into.size() == fullAfter) {
                throw new IOException("disk full");
            }
            into.add(record);
        }

        @Override
        public void abort() {
            events.add("abort " + input.getFileName());
        }

        @Override
        public void close() {
            events.add("close " + input.getFileName());
        }
    }
}
