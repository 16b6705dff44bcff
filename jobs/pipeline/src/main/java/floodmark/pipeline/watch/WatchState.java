package floodmark.pipeline.watch;

import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What the enumerator keeps: it grows with the number of files, by some 250 bytes each.
 *
 * @param files all files so far, in the order of their numbers
 * @param waiting numbers of those that no reader has yet
 * @param open numbers of those that are not finished, the waiting ones among them
 * @param watermark the last one that readers were told
 * @param ended true if no further file will be taken
 */
record WatchState(
        List<WatchedFile> files, SortedSet<Long> waiting, SortedSet<Long> open, long watermark, boolean ended) {

    static WatchState empty() {
        return new WatchState(List.of(), new TreeSet<>(), new TreeSet<>(), Long.MIN_VALUE, false);
    }

    /** Version 1: files, waiting, open, watermark, ended. */
    static final class Serializer implements SimpleVersionedSerializer<WatchState> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(WatchState state) {
            ByteSink out = new ByteSink();
            out.varint(state.files.size());
            state.files.forEach(file -> file.encode(out));
            numbers(state.waiting, out);
            numbers(state.open, out);
            return out.zigzag(state.watermark).raw(state.ended ? 1 : 0).take();
        }

        private static void numbers(SortedSet<Long> numbers, ByteSink out) {
            out.varint(numbers.size());
            numbers.forEach(out::varint);
        }

        @Override
        public WatchState deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("a watch of version " + version + ", expected " + VERSION);
            }
            ByteSource in = new ByteSource(bytes);
            List<WatchedFile> files = new ArrayList<>();
            for (int left = in.count(); left > 0; left--) {
                files.add(WatchedFile.decode(in));
            }
            return new WatchState(files, numbers(in), numbers(in), in.zigzag(), in.raw() == 1);
        }

        private static SortedSet<Long> numbers(ByteSource in) {
            SortedSet<Long> numbers = new TreeSet<>();
            for (int left = in.count(); left > 0; left--) {
                numbers.add(in.varint());
            }
            return numbers;
        }
    }
}
