package floodmark.pipeline;

import floodmark.pipeline.MergeBlocks.Part;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Joins the parts of results and hands on each result that is whole. Nearly all of them have one part. */
final class JoinParts implements Consumer<Part> {
    private final Map<String, byte[][]> begun = new HashMap<>();
    private final BiConsumer<String, byte[]> whole;

    JoinParts(BiConsumer<String, byte[]> whole) {
        this.whole = whole;
    }

    @Override
    public void accept(Part part) {
        if (part.parts() == 1) {
            whole.accept(part.key(), part.bytes());
            return;
        }
        byte[][] parts = begun.computeIfAbsent(part.key(), key -> new byte[part.parts()][]);
        if (parts[part.index()] != null) {
            throw new IllegalStateException("part " + part.index() + " of " + part.key() + " came twice");
        }
        parts[part.index()] = part.bytes();
        if (Arrays.stream(parts).allMatch(Objects::nonNull)) {
            begun.remove(part.key());
            whole.accept(part.key(), join(parts));
        }
    }

    private static byte[] join(byte[][] parts) {
        byte[] joined =
                new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    /** @throws IllegalStateException if a part is missing */
    void checkComplete() {
        if (!begun.isEmpty()) {
            throw new IllegalStateException("parts are missing of " + begun.keySet());
        }
    }
}
