package floodmark.pipeline.watch;

import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A whole file and how far it has been read.
 *
 * @param file the file
 * @param rowGroup the row group at which the reader last held nothing
 * @param skip blocks sent since
 * @param finished true if all of it was sent, and only the enumerator has not said that it knows
 */
record WatchSplit(WatchedFile file, int rowGroup, long skip, boolean finished) implements SourceSplit {
    static WatchSplit of(WatchedFile file) {
        return new WatchSplit(file, 0, 0, false);
    }

    WatchSplit at(int nextRowGroup, long blocks) {
        return new WatchSplit(file, nextRowGroup, blocks, false);
    }

    WatchSplit done() {
        return new WatchSplit(file, rowGroup, skip, true);
    }

    @Override
    public String splitId() {
        return Long.toString(file.number());
    }

    /** Version 1: file, row group, blocks, finished. */
    static final class Serializer implements SimpleVersionedSerializer<WatchSplit> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(WatchSplit split) {
            ByteSink out = new ByteSink();
            split.file.encode(out);
            return out.varint(split.rowGroup)
                    .varint(split.skip)
                    .raw(split.finished ? 1 : 0)
                    .take();
        }

        @Override
        public WatchSplit deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("a split of version " + version + ", expected " + VERSION);
            }
            ByteSource in = new ByteSource(bytes);
            return new WatchSplit(WatchedFile.decode(in), in.count(), in.varint(), in.raw() == 1);
        }
    }
}
