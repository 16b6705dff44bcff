package floodmark.pipeline.cell;

/**
 * A part of a result on its way from a reader to the operator that merges.
 *
 * @param key {@link Kind} letter and name
 * @param bytes in the encoding of the kind
 */
public record Block(String key, byte[] bytes) {
    /**
     * A hash of the key, FNV-1a with the finaliser of MurmurHash3 (both public domain). Keys begin alike ("d10."), so that sorting by them
     * compares whole texts; eight mixed bytes are told apart at a glance. Two of 10^7 keys share a hash with probability 3 * 10^-6, so
     * whoever groups by it still has to look at the key.
     */
    public long hash() {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
