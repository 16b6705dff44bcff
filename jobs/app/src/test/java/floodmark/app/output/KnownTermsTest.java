package floodmark.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.Vantage;
import floodmark.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownTermsTest {
    private static final Path DATASETS = Path.of("..", "..", "datasets");
    private static final Vantage ANY = Vantage.unstated();

    private static Verdict.Input input(String path, String sha256) {
        return new Verdict.Input(path, sha256, 1);
    }

    @Test
    void bundledCapturesAreKnownByDigestWhateverTheyAreCalled() throws IOException {
        String sha256 = Sha256.of(DATASETS.resolve("nab/mentions.parquet"));
        KnownTerms known = KnownTerms.of(List.of(new CaptureRef("x", null, ANY)), Optional.of(DATASETS));
        assertThat(known.of(input("x/any.parquet", sha256))).hasValueSatisfying(terms -> {
            assertThat(terms.licence()).startsWith("MIT. Cite: ");
            assertThat(terms.access()).isEqualTo("Comes with Floodmark: datasets/nab");
        });
        assertThat(known.of(input("x/any.parquet", "0".repeat(64)))).isEmpty();
    }

    @Test
    void theCaseKnowsBestAndTheClosestCaptureCounts() {
        KnownTerms known = KnownTerms.of(
                List.of(
                        new CaptureRef("all", null, ANY, "CC0", null),
                        new CaptureRef("all/edge-*.parquet", null, ANY, null, "on request"),
                        new CaptureRef("other", null, ANY)),
                Optional.empty());
        assertThat(known.of(input("all/a.parquet", "")))
                .contains(new KnownTerms.Terms("capture-1", "all", "CC0", "Not stated"));
        assertThat(known.of(input("all/edge-7.parquet", "")))
                .contains(new KnownTerms.Terms("capture-2", "all/edge-*.parquet", "Not stated", "on request"));
        assertThat(known.of(input("other/a.parquet", ""))).isEmpty();
    }

    @Test
    void aBrokenCatalogueIsAsGoodAsNone(@TempDir Path place) throws IOException {
        Files.writeString(place.resolve("catalogue.json"), "{");
        Files.writeString(place.resolve("digests.txt"), "0".repeat(64) + "  nab/x\n");
        KnownTerms known = KnownTerms.of(List.of(), Optional.of(place));
        assertThat(known.of(input("x", "0".repeat(64)))).isEmpty();
    }
}
