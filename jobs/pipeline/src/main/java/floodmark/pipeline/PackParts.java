package floodmark.pipeline;

import com.github.luben.zstd.Zstd;
import floodmark.pipeline.MergeBlocks.Part;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts many small parts into one message. Results go to the client one by one through a sink, a coordinator and a socket; a scan has hundreds of
 * thousands of some hundred bytes, and handing them over one at a time took 1.3 s, of which the sink waited half. They are packed by
 * Zstandard, since a session cluster's coordinator sends them as text within JSON.
 */
final class PackParts extends AbstractStreamOperator<byte[]>
        implements OneInputStreamOperator<Part, byte[]>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final int MESSAGE_BYTES = 512 << 10;
    /** Fast rather than small. */
    private static final int LEVEL = 1;

    private transient ByteSink message;

    @SuppressWarnings("NullAway.Init")
    PackParts() {}

    @Override
    public void open() throws Exception {
        super.open();
        message = new ByteSink();
    }

    @Override
    public void processElement(StreamRecord<Part> element) {
        Part part = element.getValue();
        byte[] bytes = part.bytes();
        message.text(part.key())
                .varint(part.index())
                .varint(part.parts())
                .varint(bytes.length)
                .append(bytes, 0, bytes.length);
        if (message.size() >= MESSAGE_BYTES) {
            send();
        }
    }

    /** What waits here belongs before the checkpoint, which then needs no state of this. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        send();
    }

    @Override
    public void endInput() {
        send();
    }

    private void send() {
        if (message.size() > 0) {
            output.collect(new StreamRecord<>(Zstd.compress(message.take(), LEVEL)));
        }
    }

    /** Hands on the parts of a message. */
    static void unpack(byte[] message, Consumer<Part> parts) {
        int size = Math.toIntExact(Zstd.getFrameContentSize(message));
        ByteSource in = new ByteSource(Zstd.decompress(message, size));
        while (!in.exhausted()) {
            parts.accept(new Part(in.text(), in.count(), in.count(), in.bytes(in.count())));
        }
    }
}
