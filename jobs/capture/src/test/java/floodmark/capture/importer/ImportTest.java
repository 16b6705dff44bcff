package floodmark.capture.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.pcap.FlowMeter;
import floodmark.capture.pcap.PcapFile;
import floodmark.capture.pcap.PcapngFile;
import floodmark.capture.pcap.Wire;
import floodmark.model.Address;
import floodmark.model.Prefix;
import floodmark.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportTest {
    private static final long START = 1_600_000_000_000_000_000L;
    private static final byte[] FRAME =
            Wire.ethernet(0x0800, Wire.ipv4("128.11.68.132", "192.0.2.1", 17, Wire.udp(53, 4242, 100)));

    @TempDir
    private Path directory;

    private final MemorySinks sinks = new MemorySinks();

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private List<ImportReport> run(Path... inputs) throws IOException {
        return Import.run(List.of(inputs), ImportOptions.DEFAULT, sinks, Import.Progress.NONE);
    }

    /** Totals as tshark counts them, see the README of the resources; flows as the meter of FlowMeterTest reckons. */
    @ParameterizedTest
    @CsvSource({"low-rate-syn, 896, 896, 43840, 362", "synack-reflection, 8000, 7996, 403291, 7833"})
    void agreesWithTsharkOnRealCaptures(String name, long frames, long packets, long bytes, long flows)
            throws IOException {
        Path input = directory.resolve(name + ".pcap.gz");
        try (InputStream resource =
                Objects.requireNonNull(getClass().getResourceAsStream("/pcap/" + name + ".pcap.gz"))) {
            Files.copy(resource, input);
        }

        ImportReport report = run(input).get(0);

        assertThat(report.frames()).isEqualTo(frames);
        assertThat(report.packets()).isEqualTo(packets);
        assertThat(report.bytes()).isEqualTo(bytes);
        assertThat(report.records()).isEqualTo(flows);
        assertThat(sinks.flows.stream().mapToLong(FlowRecord::packets).sum()).isEqualTo(packets);
        assertThat(sinks.flows.stream().mapToLong(FlowRecord::bytes).sum()).isEqualTo(bytes);
        long arp = report.skipped().getOrDefault("not-ip.arp", 0L);
        assertThat(packets + arp).isEqualTo(frames);
    }

    @Test
    void everyFlowIsWithinItsTimeoutsAndTheOutputIsTheSameEachTime() throws IOException {
        Path input = directory.resolve("capture.pcap.gz");
        try (InputStream resource =
                Objects.requireNonNull(getClass().getResourceAsStream("/pcap/low-rate-syn.pcap.gz"))) {
            Files.copy(resource, input);
        }
        run(input);
        MemorySinks again = new MemorySinks();
        Import.run(List.of(input), ImportOptions.DEFAULT, again, Import.Progress.NONE);

        assertThat(again.flows).isEqualTo(sinks.flows);
        assertThat(sinks.flows).allSatisfy(flow -> {
            assertThat(flow.endNanos() - flow.startNanos()).isBetween(0L, 60_000_000_000L - 1);
            assertThat(flow.samplingRate()).isEqualTo(1);
        });
    }

    @Test
    void importsEachInputByItselfAndTellsHowFarItIs() throws IOException {
        Path one = file("one.pcap", PcapFile.ethernet().add(START, FRAME).bytes());
        Path two = file(
                "two.pcapng",
                new PcapngFile()
                        .section(ByteOrder.BIG_ENDIAN)
                        .describe()
                        .enhanced(0, START / 1000, FRAME)
                        .bytes());
        List<String> progress = new ArrayList<>();

        List<ImportReport> reports = Import.run(
                List.of(one, two),
                ImportOptions.DEFAULT,
                sinks,
                (input, read, total) -> progress.add(input.getFileName() + " " + (read == total)));

        assertThat(reports).extracting(ImportReport::format).containsExactly("pcap", "pcapng");
        assertThat(sinks.events)
                .containsExactly("open one.pcap", "close one.pcap", "open two.pcapng", "close two.pcapng");
        assertThat(sinks.flows).hasSize(2).allMatch(sinks.flows.get(0)::equals);
        assertThat(progress).contains("one.pcap true", "two.pcapng true");
        assertThat(reports.get(0).ledger())
                .extracting(entry -> entry.kind() + " " + entry.what() + " " + entry.count())
                .containsExactly("read bytes 128", "read frames 1", "read packets 1", "read records 1");
    }

    @Test
    void keepsTheOutputOfACutCapture() throws IOException {
        byte[] whole = PcapFile.ethernet().add(START, FRAME).add(START, FRAME).bytes();
        ImportReport report =
                run(file("cut.pcap", Arrays.copyOf(whole, whole.length - 1))).get(0);
        assertThat(report.packets()).isEqualTo(1);
        assertThat(report.skipped()).containsExactly(Map.entry("cut-file", 1L));
        assertThat(sinks.events).containsExactly("open cut.pcap", "close cut.pcap");
    }

    @Test
    void keepsWhatComesBeforeASectionOfAnUnknownVersion() throws IOException {
        byte[] file = new PcapngFile()
                .section(ByteOrder.BIG_ENDIAN)
                .describe()
                .enhanced(0, START / 1000, FRAME)
                .section(ByteOrder.BIG_ENDIAN)
                .bytes();
        file[file.length - 28 + 13] = 7;
        ImportReport report = run(file("newer.pcapng", file)).get(0);
        assertThat(report.packets()).isEqualTo(1);
        assertThat(report.note("damaged-file")).contains("a section of version 7");

        Path first = file("first.pcapng", Arrays.copyOfRange(file, file.length - 28, file.length));
        assertThatThrownBy(() -> run(first))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("pcapng version is not known: found 7, expected 1.");
    }

    @Test
    void abortsTheOutputThatCannotBeWritten() throws IOException {
        Path input = file("one.pcap", PcapFile.ethernet().add(START, FRAME).bytes());
        sinks.fullAfter = 0;
        assertThatThrownBy(() -> run(input)).isInstanceOf(IOException.class).hasMessage("disk full");
        assertThat(sinks.events).containsExactly("open one.pcap", "abort one.pcap");
    }

    @Test
    void replacesAddressesByPseudonyms() throws IOException {
        Path input = file("one.pcap", PcapFile.ethernet().add(START, FRAME).bytes());
        Path key = Files.writeString(
                directory.resolve("key"), "1522178d33a4cf80130a5b1649907d10d8988f837979652762574c2d2a842202");
        Prefix keep = Objects.requireNonNull(Prefix.parse("192.0.2.0/24"));

        Import.run(
                List.of(input),
                new ImportOptions(FlowMeter.Options.DEFAULT, null, key, List.of(keep)),
                sinks,
                Import.Progress.NONE);

        assertThat(sinks.flows.get(0).source()).isEqualTo(Address.parse("135.242.180.132"));
        assertThat(sinks.flows.get(0).destination()).isEqualTo(Address.parse("192.0.2.1"));
    }

    @Test
    void saysWhatIsWrongWithAnInputThatIsNone() throws IOException {
        assertThatThrownBy(() -> run(file("zip", Wire.bytes(0x50, 0x4b, 3, 4, 0, 0xff))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("found first bytes 50 4b 03 04 00 ff, expected pcap (")
                .hasMessageContaining("pcapng (0a0d0d0a)");
        assertThatThrownBy(() -> run(file("empty", new byte[0]))).hasMessageContaining("found an empty file");
        assertThatThrownBy(() -> run(file("gzip", Wire.bytes(0x1f, 0x8b, 0))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("found an empty file");
        assertThatThrownBy(() -> run(file("table.csv", "time,value\n1,2\n".getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("--mapping");
        assertThatThrownBy(() -> run(file("flows.parquet", Wire.bytes(0x50, 0x41, 0x52, 0x31, 0x15))))
                .hasMessageContaining("Flow Parquet needs no import");
        assertThatThrownBy(() -> run(directory.resolve("none"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> run(directory)).hasMessageContaining("found a directory");
        assertThat(sinks.events).isEmpty();
    }

    @Test
    void saysWhatACaptureHoldsThatHoldsNoPackets() throws IOException {
        Path arp = file(
                "arp.pcap",
                PcapFile.ethernet()
                        .add(START, Wire.ethernet(0x0806, new byte[28]))
                        .bytes());
        assertThatThrownBy(() -> run(arp))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds nothing that could be imported: found 1 frames, skipped: 1 not-ip.arp,");
        Path wifi = file(
                "wifi.pcap",
                new PcapFile(ByteOrder.BIG_ENDIAN, false, 105, 65_535)
                        .add(START, new byte[60])
                        .bytes());
        assertThatThrownBy(() -> run(wifi)).hasMessageContaining("link type 105 is none of Ethernet (1)");
        assertThat(sinks.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.pcap a.parquet",
                "amp.UDP.snmp.pcapng amp.UDP.snmp.parquet",
                "a.CSV.GZ a.parquet",
                "a.pcap7 a.pcap7.parquet",
                ".gz capture.parquet",
                ".pcap .pcap.parquet"
            })
    void namesTheOutputAfterTheInput(String pair) {
        String[] names = pair.split(" ");
        assertThat(Import.outputNames(List.of(Path.of("x", names[0]))).values()).containsExactly(names[1]);
    }

    @Test
    void refusesInputsThatWouldShareAnOutput() {
        List<Path> inputs = List.of(Path.of("x", "a.pcap"), Path.of("y", "a.pcapng.gz"));
        assertThatThrownBy(() -> Import.outputNames(inputs))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a.parquet");
    }
}
