package floodmark.pipeline;

import floodmark.capture.RandomAccess;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a file, read once from front to end. */
public final class Digest {
    private static final int CHUNK = 1 << 20;

    private Digest() {}

    public static String sha256(RandomAccess file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, file.length()))];
            for (long at = 0; at < file.length(); at += chunk.length) {
                int length = (int) Math.min(chunk.length, file.length() - at);
                file.readFully(at, chunk, 0, length);
                digest.update(chunk, 0, length);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
