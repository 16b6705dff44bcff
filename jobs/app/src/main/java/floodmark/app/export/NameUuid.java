package floodmark.app.export;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs of version 5, made of a name: the same name gives the same one (RFC 9562 section 5.5). */
final class NameUuid {
    private static final int VERSION = 5;

    private NameUuid() {}

    static UUID of(UUID namespace, String name) {
        byte[] digest = sha1(
                ByteBuffer.allocate(16)
                        .putLong(namespace.getMostSignificantBits())
                        .putLong(namespace.getLeastSignificantBits())
                        .array(),
                name.getBytes(StandardCharsets.UTF_8));
        ByteBuffer bits = ByteBuffer.wrap(digest);
        long high = bits.getLong() & ~0xf000L | VERSION << 12;
        long low = bits.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Of a run: another one may say the same, but at another time. */
    static UUID ofRun(UUID namespace, FinishedResult result) {
        return of(namespace, result.verdict().caseSha256() + " " + result.made());
    }

    private static byte[] sha1(byte[] namespace, byte[] name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(namespace);
            return digest.digest(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
