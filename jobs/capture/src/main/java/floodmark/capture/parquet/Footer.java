package floodmark.capture.parquet;

import floodmark.capture.RandomAccess;
import floodmark.model.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.FileMetaData;

/** Finds and reads the footer; tells what is wrong with a file that has none. */
final class Footer {
    /** Length of the magic at both ends. */
    static final int MAGIC = 4;

    private static final int TAIL = 8;
    private static final int FIRST_READ = 1 << 16;
    private static final String EXPECTED = "a file that begins and ends with PAR1";

    private Footer() {}

    static FileMetaData read(RandomAccess file) throws IOException {
        try {
            return readChecked(file);
        } catch (EOFException e) {
            throw broken(file, "it became shorter while it was read");
        } catch (CorruptFile e) {
            UserError error = broken(file, String.valueOf(e.getMessage()));
            error.initCause(e);
            throw error;
        }
    }

    /** The error for a file whose footer says what cannot be. */
    static UserError broken(RandomAccess file, String found) {
        return UserError.of(
                file.name(), "the footer of the Parquet file is broken", found, "a sound footer", "Copy it again");
    }

    private static FileMetaData readChecked(RandomAccess file) throws IOException {
        long length = file.length();
        byte[] head = new byte[(int) Math.min(length, MAGIC)];
        file.readFully(0, head, 0, head.length);
        byte[] tail = new byte[(int) Math.min(length, FIRST_READ)];
        file.readFully(length - tail.length, tail, 0, tail.length);
        checkMagic(file, head, tail);
        int footerLength = LittleEndian.int32(tail, tail.length - TAIL);
        if (footerLength <= 0 || footerLength > length - TAIL - MAGIC) {
            throw broken(file, "a footer of " + footerLength + " bytes in a file of " + length);
        }
        if (footerLength + TAIL > tail.length) {
            tail = new byte[footerLength + TAIL];
            file.readFully(length - tail.length, tail, 0, tail.length);
        }
        FileMetaData footer = ThriftBytes.footer(tail, tail.length - TAIL - footerLength, footerLength);
        if (footer.isSetEncryption_algorithm()) {
            throw encrypted(file);
        }
        return footer;
    }

    private static void checkMagic(RandomAccess file, byte[] head, byte[] tail) {
        if (head.length == 0) {
            throw UserError.of(file.name(), "the file is empty", "0 bytes", EXPECTED, "Copy or write it again");
        }
        String first = new String(head, StandardCharsets.ISO_8859_1);
        String last = new String(
                Arrays.copyOfRange(tail, Math.max(0, tail.length - MAGIC), tail.length), StandardCharsets.ISO_8859_1);
        if (last.equals("PARE") || first.equals("PARE")) {
            throw encrypted(file);
        }
        if (!first.equals("PAR1")) {
            throw UserError.of(file.name(), "not a Parquet file", kind(head), EXPECTED, "Convert it with 'import'");
        }
        if (!last.equals("PAR1") || file.length() < MAGIC + TAIL + 1) {
            throw UserError.of(
                    file.name(),
                    "the Parquet file is cut off or not yet complete",
                    "an end without footer after " + file.length() + " bytes",
                    EXPECTED,
                    "Copy it again, or wait until its writer has closed it");
        }
    }

    private static String kind(byte[] head) {
        int magic = head.length < MAGIC ? 0 : LittleEndian.int32(head, 0);
        return switch (magic) {
            case 0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1 -> "a pcap file";
            case 0x0a0d0d0a -> "a pcapng file";
            default -> {
                boolean gzip = head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
                yield gzip ? "a gzip file" : "'" + new String(head, StandardCharsets.ISO_8859_1) + "' at its start";
            }
        };
    }

    private static UserError encrypted(RandomAccess file) {
        return UserError.of(
                file.name(), "the Parquet file is encrypted", "encryption", "plain Parquet", "Decrypt it first");
    }
}
