package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code jobs/ARCHITECTURE.md} names classes that are there, and every package; links in the documentation lead somewhere. */
class ArchitecturePageTest {
    private static final Path JOBS = Path.of("..");
    private static final Path PAGE = JOBS.resolve("ARCHITECTURE.md");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z][A-Za-z]*)(?:\\.\\w+)?`");
    private static final Pattern IN_PICTURE = Pattern.compile("\\(([A-Z][a-z]+[A-Z][A-Za-z]*)\\)");
    private static final Pattern PACKAGE = Pattern.compile("`(floodmark(?:\\.[a-z]+)+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final Set<String> OF_THE_JDK = Set.of("Math", "StrictMath");

    private static Set<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(JOBS)) {
            return files.filter(
                            f -> f.toString().endsWith(".java") && f.toString().contains("src"))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void namesOnlyClassesThatAreThere() throws IOException {
        Set<String> types = sources().stream()
                .map(f -> f.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        types.addAll(OF_THE_JDK);
        String page = Files.readString(PAGE);
        Set<String> named = all(TYPE, page);
        named.addAll(all(IN_PICTURE, page));
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(types).containsAll(named);
    }

    @Test
    void namesEveryPackageAndNoOther() throws IOException {
        Set<String> packages = sources().stream()
                .filter(f ->
                        f.toString().contains(Path.of("src", "main", "java").toString())
                                && f.endsWith("package-info.java"))
                .map(f -> f.toString()
                        .replace('\\', '/')
                        .replaceAll(".*/java/|/package-info\\.java$", "")
                        .replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(all(PACKAGE, Files.readString(PAGE))).isEqualTo(packages);
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<Path> pages =
                new ArrayList<>(List.of(JOBS.resolve("../README.md"), JOBS.resolve("../CHANGELOG.md"), PAGE));
        for (String directory : List.of("docs", "../cluster", "../notebooks")) {
            try (Stream<Path> files = Files.list(JOBS.resolve(directory))) {
                files.filter(f -> f.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        for (Path page : pages) {
            for (String link : all(LINK, Files.readString(page))) {
                if (!link.startsWith("http")) {
                    assertThat(page.resolveSibling(link))
                            .as(page + " links to " + link)
                            .exists();
                }
            }
        }
    }
}
