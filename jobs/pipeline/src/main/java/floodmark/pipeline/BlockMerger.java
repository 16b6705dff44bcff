package floodmark.pipeline;

import java.io.Serializable;
import java.util.List;

/** What the blocks of one key become; pure functions, the same for any order and grouping of the blocks. */
public interface BlockMerger extends Serializable {
    /** One block that stands for all of them. */
    byte[] merge(String key, List<byte[]> blocks);

    /** The result of the key, from all its blocks. */
    byte[] result(String key, List<byte[]> blocks);
}
