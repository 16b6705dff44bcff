package floodmark.pipeline.watch;

import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import floodmark.pipeline.cell.Kind;
import java.util.ArrayList;
import java.util.List;

/** Keys of blocks and notes beyond those of {@link Kind}, and what stands under them. */
final class Keys {
    /** Files that were finished. */
    static final String FILES = "f";
    /** How far everything is; ends a round. */
    static final String ROUND = "w";
    /** What stands out among the destinations in one bin. */
    static final String ALARMS = "e";

    private static final int VERSION = 1;

    private Keys() {}

    /** Whether the block is of one destination of all, for which only a window of sums is kept. */
    static boolean ofAll(String key) {
        return key.charAt(0) != FILES.charAt(0) && Kind.of(key) == Kind.SERIES && key.indexOf('\t') < 0;
    }

    /** Whether the cells under the key are those of the close look. */
    static boolean isCloseSeries(String key) {
        return key.indexOf('\t') >= 0 && Kind.of(key) == Kind.SERIES;
    }

    /** The block that says that a file is finished. */
    static Block file(WatchedFile file) {
        ByteSink out = new ByteSink().raw(VERSION);
        file.encode(out);
        return new Block(FILES, out.take());
    }

    /** Blocks of files one behind the other. */
    static byte[] joined(List<byte[]> blocks) {
        ByteSink out = new ByteSink();
        blocks.forEach(block -> {
            for (byte b : block) {
                out.raw(b);
            }
        });
        return out.take();
    }

    static List<WatchedFile> files(byte[] bytes) {
        ByteSource in = new ByteSource(bytes);
        List<WatchedFile> files = new ArrayList<>();
        while (!in.exhausted()) {
            files.add(WatchedFile.decode(in.expectVersion(VERSION)));
        }
        return files;
    }
}
