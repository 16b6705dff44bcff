package floodmark.capture.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import floodmark.capture.CaptureInput;
import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import floodmark.capture.pcap.PcapFile;
import floodmark.capture.pcap.PcapngFile;
import floodmark.capture.pcap.Wire;
import floodmark.model.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Damaged captures end in a report or in an error that the user can mend, never in anything else. */
final class ImportFuzzTest {
    /** -Dfloodmark.full=true runs more. */
    private static final int RUNS = Boolean.getBoolean("floodmark.full") ? 40_000 : 4_000;

    private static final long START = 1_600_000_000_000_000_000L;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static List<byte[]> captures() throws IOException {
        byte[] udp = Wire.ethernet(0x0800, Wire.ipv4("198.51.100.1", "192.0.2.1", 17, Wire.udp(53, 4242, 30)));
        byte[] vlan = Wire.bytes(
                new byte[12],
                0x81,
                0x00,
                0,
                7,
                0x08,
                0x00,
                Wire.ipv4("198.51.100.1", "192.0.2.1", 6, Wire.tcp(5, 6, 2, 0)));
        byte[] six = Wire.ethernet(
                0x86dd,
                Wire.ipv6(
                        "2001:db8::1",
                        "2001:db8::2",
                        0,
                        Wire.extension(44, 2, Wire.fragment(17, 0, true, 9, Wire.udp(53, 4242, 30)))));
        List<byte[]> all = new ArrayList<>();
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            all.add(new PcapFile(order, true, 1, 65_535)
                    .add(START, udp)
                    .add(START, vlan)
                    .add(START, six)
                    .bytes());
            all.add(new PcapngFile()
                    .section(order)
                    .describe()
                    .describe(113, 65_535, 0x8a, 3600)
                    .enhanced(0, START / 1000, udp)
                    .unknown()
                    .old(0, START / 1000, vlan)
                    .simple(six, six.length)
                    .section(order)
                    .describe()
                    .enhanced(0, START / 1000, six)
                    .bytes());
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(all.get(0));
        }
        all.add(packed.toByteArray());
        return all;
    }

    /** What an import does between opening and closing the file; true if it came to its end. */
    private static boolean survives(byte[] capture) throws IOException {
        long[] sums = new long[3];
        RecordSink<FlowRecord> sink = new RecordSink<>() {
            @Override
            public void accept(FlowRecord flow) {
                sums[0]++;
                sums[1] += flow.packets();
                sums[2] += flow.bytes();
                assertThat(flow.endNanos()).isGreaterThanOrEqualTo(flow.startNanos());
                assertThat(flow.sourcePort() | flow.destinationPort()).isBetween(0, 65_535);
                assertThat(flow.protocol()).isBetween(0, 255);
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
        try (CaptureInput input = CaptureInput.of("fuzz", capture)) {
            Importer importer = Importers.of(input);
            ImportReport report = new ImportReport(input.name(), importer.id());
            importer.read(input, ImportOptions.DEFAULT, sink, report);
            assertThat(sums).containsExactly(report.records(), report.packets(), report.bytes());
            assertThat(report.ledger()).isNotEmpty();
            return true;
        } catch (UserError e) {
            assertThat(e.getMessage()).startsWith("[fuzz] ").doesNotContain("\n");
            return false;
        }
    }

    @Test
    void randomChangesOfWholeCaptures() {
        assertTimeoutPreemptively(LONGEST, () -> {
            List<byte[]> captures = captures();
            Random random = new Random(20_240_812);
            int ended = 0;
            for (int run = 0; run < RUNS; run++) {
                byte[] capture = captures.get(run % captures.size()).clone();
                int changes = 1 + random.nextInt(4);
                for (int i = 0; i < changes; i++) {
                    int at = random.nextInt(capture.length);
                    switch (random.nextInt(4)) {
                        case 0 -> capture[at] ^= (byte) (1 << random.nextInt(8));
                        case 1 -> capture[at] = (byte) random.nextInt(256);
                        case 2 -> capture[at] = (byte) 0xff;
                        default ->
                            Arrays.fill(capture, at, Math.min(capture.length, at + 4), (byte)
                                    (random.nextBoolean() ? 0xff : 0));
                    }
                }
                int length = random.nextInt(4) == 0 ? random.nextInt(capture.length + 1) : capture.length;
                ended += survives(Arrays.copyOf(capture, length)) ? 1 : 0;
            }
            // Most damage hits a frame, not the head of the file.
            assertThat(ended).isGreaterThan(RUNS / 2);
        });
    }

    @Test
    void randomBytesBehindAHead() {
        assertTimeoutPreemptively(LONGEST, () -> {
            Random random = new Random(20_240_813);
            byte[][] heads = {
                PcapFile.ethernet().bytes(),
                new PcapngFile().section(ByteOrder.LITTLE_ENDIAN).describe().bytes(),
                new PcapFile(ByteOrder.BIG_ENDIAN, true, 101, 0).bytes(),
                new byte[] {0x1f, (byte) 0x8b, 8, 0},
                new byte[0]
            };
            for (int run = 0; run < RUNS; run++) {
                byte[] noise = new byte[random.nextInt(2000)];
                random.nextBytes(noise);
                if (random.nextBoolean()) {
                    // Small numbers are taken for lengths and types more often.
                    for (int i = 0; i < noise.length; i++) {
                        noise[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(64) & ~3 : 0);
                    }
                }
                survives(Wire.bytes(heads[run % heads.length], noise));
            }
        });
    }
}
