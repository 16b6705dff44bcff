package floodmark.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No bit of a signed result or its input can be flipped unnoticed, without computing anything once more and without knowing the key: 200
 * flips; in the full form 10,000, and each byte of every file of at most {@value #SMALL} bytes.
 */
class BitFlipTest {
    private static final boolean FULL = Boolean.getBoolean("floodmark.full");
    private static final int FLIPS = FULL ? 10_000 : 200;
    private static final int SMALL = 6_000;
    private static final long SEED = 9;

    @TempDir
    private Path place = Path.of("");

    private Path result = Path.of("");
    private Path input = Path.of("");
    private final List<Path> files = new ArrayList<>();
    private final List<String> unnoticed = new ArrayList<>();
    private final Random random = new Random(SEED);

    @BeforeEach
    void copy() throws IOException {
        result = Example.copy(place);
        input = Example.input(place);
        files.addAll(Example.files(result));
        files.add(input);
    }

    private boolean noticed() {
        AuditReport report = Audit.ofFiles(result, null);
        Published published = report.step("manifest", () -> Published.open(result));
        if (published != null) {
            InputSearch search = new InputSearch(result, List.of(input), Optional.empty());
            report.step("inputs", () -> FoundInputs.find(published, search, true, report));
        }
        return report.differs();
    }

    private void flip(Path file, int at, int bit) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << bit);
        Files.write(file, flipped);
        if (!noticed()) {
            unnoticed.add(file.getFileName() + " at " + at + ", bit " + bit);
        }
        Files.write(file, whole);
    }

    @Test
    void everyFlipIsNoticed() throws IOException {
        assertThat(files.stream().map(f -> f.getFileName().toString()))
                .contains("case.yaml", "evidence.parquet", "manifest.json", "statement.dsse.json", "low-rate.parquet");
        assertThat(noticed()).as("nothing is wrong before").isFalse();
        for (int i = 0; i < FLIPS; i++) {
            Path file = files.get(i % files.size());
            flip(file, random.nextInt((int) Files.size(file)), random.nextInt(8));
        }
        for (Path file : FULL ? files : List.<Path>of()) {
            for (int at = 0; Files.size(file) <= SMALL && at < Files.size(file); at++) {
                flip(file, at, random.nextInt(8));
            }
        }
        assertThat(unnoticed).isEmpty();
        assertThat(noticed()).as("nothing is wrong afterwards").isFalse();
    }

    @Test
    void cuttingOrGrowingAFileIsNoticed() throws IOException {
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int length : new int[] {0, whole.length - 1, whole.length + 1}) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertThat(noticed()).as(file.getFileName() + " of " + length).isTrue();
            }
            Files.write(file, whole);
        }
    }
}
