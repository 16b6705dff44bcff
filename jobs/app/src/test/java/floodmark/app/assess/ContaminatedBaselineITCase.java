package floodmark.app.assess;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.result.Result;
import floodmark.app.run.RunOptions;
import floodmark.app.run.RunOptions.Mode;
import floodmark.app.run.Settings;
import floodmark.capture.FlowRecord;
import floodmark.capture.parquet.FlowParquetWriter;
import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.Statement;
import floodmark.claim.Target;
import floodmark.claim.Vantage;
import floodmark.evidence.Evidence;
import floodmark.model.Address;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.pipeline.Engine;
import floodmark.pipeline.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders of an earlier flood are not the baseline's senders: makeup and senders are taken from what is left of it. */
class ContaminatedBaselineITCase {
    private static final long BIN = 10 * Times.MINUTE;
    private static final int PER_DAY = 144;
    private static final long START = 1_700_006_400L * Times.SECOND;
    private static final int DAYS = 25;
    private static final int TROUBLE = DAYS * PER_DAY + 72;
    private static final int EARLIER = TROUBLE - 10 * PER_DAY;
    private static final Address SUBJECT = Address.ofIpv4(0xc0000201);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private static FlowRecord flow(int bin, int sender, long packets) {
        long start = START + bin * BIN + Times.SECOND;
        return new FlowRecord(
                start,
                start + Times.SECOND,
                Address.ofIpv4(0x0b000000 + sender * 256),
                SUBJECT,
                50_000,
                443,
                6,
                0x1b,
                packets,
                packets * 700,
                1,
                -1,
                -1);
    }

    /** Three senders a bin; in the two hours of flood a hundred others with fifty times the volume. */
    private Result assess(int earlierFactor) throws Exception {
        Path file = directory.resolve("flows-" + earlierFactor + ".parquet");
        try (FlowParquetWriter writer = FlowParquetWriter.create(file)) {
            for (int bin = 0; bin < TROUBLE + 6; bin++) {
                for (int sender = 0; sender < 3; sender++) {
                    writer.accept(flow(bin, sender, 1000 + bin * 37 % 101));
                }
                boolean earlier = bin >= EARLIER && bin < EARLIER + 6;
                if (earlier || bin >= TROUBLE) {
                    for (int sender = 0; sender < 100; sender++) {
                        writer.accept(flow(bin, 1000 + sender, 30L * (earlier ? earlierFactor : 50)));
                    }
                }
            }
        }
        CaseFile theCase = new CaseFile(
                "contaminated",
                "contaminated",
                new CaseFile.Subject(
                        "subject",
                        List.of(new Service("web", List.of(Target.of("192.0.2.1")), List.of(), List.of())),
                        null,
                        List.of()),
                new Window(START + TROUBLE * BIN, START + (TROUBLE + 6) * BIN),
                null,
                null,
                BIN,
                0,
                null,
                null,
                List.of(new CaptureRef(file.getFileName().toString(), null, Vantage.unstated())),
                List.of(Statement.implied(Asserts.ATTACK)),
                false,
                "00",
                "case.yaml");
        RunOptions options = new RunOptions(
                "assess",
                List.of(),
                Instant.EPOCH,
                null,
                false,
                1,
                Mode.BATCH,
                null,
                null,
                List.of(),
                Settings.defaults());
        try (Engine engine = new Engine(1, false, null, Progress.NONE)) {
            return Assessment.run(theCase, options, directory, directory, engine);
        }
    }

    private static double seenBefore(Result result) {
        return result.evidence().stream()
                .filter(r -> r.name().equals("sources.seen-before"))
                .mapToDouble(Evidence::observed)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ledger(Result result) {
        return result.ledger().sortedRows().stream()
                .map(row -> row[result.ledger().schema().index("what")].toString())
                .filter(what -> what.startsWith("baseline."))
                .distinct()
                .toList();
    }

    @Test
    void sendersOfAnEarlierFloodAreNotSeenBefore() throws Exception {
        Result flooded = assess(50);
        assertThat(ledger(flooded)).contains("baseline.left-out");
        assertThat(seenBefore(flooded)).isLessThan(0.05);
        // Of five times the usual nothing is left out, and the same senders were there before.
        Result ordinary = assess(5);
        assertThat(ledger(ordinary)).doesNotContain("baseline.left-out");
        assertThat(seenBefore(ordinary)).isGreaterThan(0.95);
    }
}
