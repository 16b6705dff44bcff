package floodmark.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import floodmark.claim.Asserts;
import floodmark.claim.CaseReader;
import floodmark.claim.Vantage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference for users names every key and word that the reader takes, and its examples can be read. */
class CaseFileReferenceTest {
    private static final Path REPOSITORY = Path.of("..", "..");

    /** A case in which every map that can occur does, each with a key that no reader knows. */
    private static final String EVERY_MAP = """
            floodmark: 1
            case: c
            %1$s
            subject: {name: n, services: {s: {destinations: [x] %2$s}}, capacity_bps: {l: {bps: 1 %3$s}} %4$s}
            trouble: {start: 2024-01-01T00:00:00Z, end: 2024-01-02T00:00:00Z %5$s}
            search: {slack: 5m %6$s}
            comparison: {destinations: [y] %7$s}
            demand: {peak_users: 1 %8$s}
            captures: [{path: p, vantage: {name: v %9$s} %10$s}]
            statements: [{id: i, asserts: attack %11$s}]
            """;

    private static String reference() throws IOException {
        return Files.readString(REPOSITORY.resolve("jobs/docs/case-file.md"));
    }

    @Test
    void namesEveryKey() throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        for (int map = 0; map < 11; map++) {
            String[] unknown = new String[11];
            Arrays.fill(unknown, "");
            unknown[map] = map == 0 ? "nobody-knows: 1" : ", nobody-knows: 1";
            String error = CaseFileTest.error(String.format(Locale.ROOT, EVERY_MAP, (Object[]) unknown));
            Matcher known = Pattern.compile("found nobody-knows, expected one of (.*)\\. Remove it\\.")
                    .matcher(error);
            assertThat(known.find()).as(error).isTrue();
            keys.addAll(Arrays.asList(known.group(1).split(", ")));
        }
        assertThat(keys).hasSizeGreaterThan(45).contains("tested_users", "addresses", "depends_on", "interface");
        String text = reference();
        assertThat(keys).allSatisfy(key -> assertThat(text).containsPattern("[`{ ]" + key + "[`:]"));
    }

    @Test
    void namesEveryWord() throws IOException {
        List<String> words =
                new ArrayList<>(List.of("esp", "gre", "icmp", "icmpv6", "sctp", "tcp", "udp", "in", "out", "auto"));
        Arrays.stream(Asserts.values()).map(Asserts::text).forEach(words::add);
        Stream.of(Vantage.Place.values(), Vantage.Sees.values())
                .flatMap(Arrays::stream)
                .map(e -> e.name().toLowerCase(Locale.ROOT))
                .forEach(words::add);
        String text = reference();
        assertThat(words).allSatisfy(word -> assertThat(text).contains("`" + word + "`"));
    }

    @Test
    void itsExamplesCanBeRead() throws IOException {
        Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(reference());
        List<String> examples = block.results().map(result -> result.group(1)).toList();
        assertThat(examples).hasSize(5);
        String shortest = examples.get(0);
        assertThat(CaseFileTest.read(shortest).statementsImplied()).isTrue();
        String services = shortest.replaceFirst(
                "  services:\n.*\n", "  " + examples.get(1).strip().replace("\n", "\n  ") + "\n");
        assertThat(CaseFileTest.read(services).subject().services()).hasSize(2);
        String links = shortest.replace(
                "  name: Example\n",
                "  name: Example\n  " + examples.get(2).strip().replace("\n", "\n  ") + "\n");
        assertThat(CaseFileTest.read(links).subject().links()).hasSize(2);
        String captures = shortest.substring(0, shortest.indexOf("captures:")) + examples.get(3);
        assertThat(CaseFileTest.read(captures).captures()).hasSize(2);
        assertThat(CaseFileTest.read(shortest + examples.get(4)).statements()).hasSize(3);
    }

    @Test
    void theBundledCasesCanBeRead() throws IOException {
        try (Stream<Path> folders = Files.list(REPOSITORY.resolve("datasets/cases"))) {
            List<Path> cases = folders.map(folder -> folder.resolve("case.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
            assertThat(cases)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThatCode(() -> {
                                byte[] bytes = Files.readAllBytes(file);
                                CaseReader.read(Yaml.parse(bytes, file.toString()), bytes);
                            })
                            .doesNotThrowAnyException());
        }
    }
}
