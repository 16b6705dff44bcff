package floodmark.app.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The published example and its input, copied to where they may be mistreated. */
final class Example {
    static final Path DATASETS =
            Path.of("..", "..", "datasets").toAbsolutePath().normalize();
    static final Path PUBLISHED = DATASETS.resolve("published").resolve("stopddos-low-rate");
    static final Path KEY = DATASETS.resolve("published").resolve("stopddos-low-rate.pub");
    static final Path INPUT = DATASETS.resolve("stopddos").resolve("low-rate.parquet");

    private Example() {}

    static Path copy(Path place) throws IOException {
        Path copy = Files.createDirectory(place.resolve("result"));
        for (Path file : files(PUBLISHED)) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    static Path input(Path place) throws IOException {
        return Files.copy(INPUT, Files.createDirectory(place.resolve("inputs")).resolve(INPUT.getFileName()));
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
