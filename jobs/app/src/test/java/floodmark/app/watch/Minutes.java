package floodmark.app.watch;

import floodmark.capture.FlowRecord;
import floodmark.capture.parquet.FlowParquetWriter;
import floodmark.model.Address;
import floodmark.model.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Files of a minute each, with a SYN flood upon one address in the last minutes, and a case about it. */
final class Minutes {
    static final int MINUTES = 110;
    private static final int FLOOD = 96;
    private static final long START = Times.nanos(Instant.parse("2024-08-13T00:00:00Z"));
    private static final Address SUBJECT = Address.ofIpv4(0xc000020a);

    private Minutes() {}

    static String name(int minute) {
        return String.format(Locale.ROOT, "m%03d.parquet", minute);
    }

    /** Writes the files of all minutes, and says where they are. */
    static List<Path> write(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> files = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            Path file = directory.resolve(name(minute));
            write(file, minute);
            files.add(file);
        }
        return files;
    }

    static void write(Path file, int minute) throws IOException {
        SplittableRandom random = new SplittableRandom(minute);
        try (FlowParquetWriter writer = FlowParquetWriter.create(file)) {
            int usual = 60 + random.nextInt(21);
            for (int i = 0; i < usual; i++) {
                boolean toSubject = i % 4 == 0;
                int sender = 0x0b000000 + random.nextInt(30) * 256 + 7;
                int other = 0xcb007100 + random.nextInt(12);
                // Some last into the next minutes, whose bins they belong to in part.
                long lasts = i % 9 == 0 ? 90 * Times.SECOND : Times.SECOND;
                writer.accept(
                        flow(minute, random, sender, toSubject ? SUBJECT : Address.ofIpv4(other), 0x1b, 10, lasts));
            }
            for (int i = 0; minute >= FLOOD && i < 4000; i++) {
                writer.accept(flow(minute, random, random.nextInt() | 0x01000000, SUBJECT, 0x02, 3, 0));
            }
        }
    }

    private static FlowRecord flow(
            int minute, SplittableRandom random, int sender, Address to, int flags, long packets, long lasts) {
        long start = START + minute * Times.MINUTE + random.nextLong(Times.MINUTE);
        long bytes = packets * (flags == 0x02 ? 40 : 500 + random.nextInt(300));
        return new FlowRecord(
                start,
                start + lasts,
                Address.ofIpv4(sender),
                to,
                1024 + random.nextInt(60_000),
                443,
                6,
                flags,
                packets,
                bytes,
                1,
                -1,
                -1);
    }

    /** A case whose captures lie in the given place, as the case shall write it. */
    static Path theCase(Path file, String captures) throws IOException {
        Files.writeString(file, """
                floodmark: 1
                case: minutes
                subject:
                  name: A service
                  services:
                    web: {destinations: [192.0.2.10]}
                trouble: {start: 2024-08-13T01:34:00Z, end: 2024-08-13T01:50:00Z}
                captures:
                  - path: "%s"
                    vantage: {place: server, sees: inbound}
                statements:
                  - {id: claim, asserts: attack}
                """.formatted(captures));
        return file;
    }

    /** Lets a whole file appear at once. */
    static void land(Path file, Path directory) {
        try {
            Path hidden = directory.resolve("_" + file.getFileName());
            Files.copy(file, hidden, StandardCopyOption.REPLACE_EXISTING);
            Files.move(hidden, directory.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
