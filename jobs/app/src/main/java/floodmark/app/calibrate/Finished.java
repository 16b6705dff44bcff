package floodmark.app.calibrate;

import floodmark.app.output.ResultDirectory;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Experiments that are done, in a directory beside the result, so that a run that was interrupted goes on where it stopped. A
 * file tells what made it; one that something else made, or that is not whole, is not used. Removed when the result is there.
 */
public final class Finished {
    private static final String ENDING = ".measured";
    private static final String UNFINISHED = ".tmp";
    /** Above any experiment; a damaged file must not ask for memory. */
    private static final int MOST_VALUES = 100_000_000;

    private final Path directory;
    private final String madeBy;

    /**
     * Opens the store.
     *
     * @param output the result that it is kept beside
     * @param madeBy everything that the figures depend on: program, plan, data
     */
    public Finished(Path output, String madeBy) {
        Path place = output.toAbsolutePath().normalize();
        this.directory = place.resolveSibling(place.getFileName() + ".partial");
        this.madeBy = madeBy;
    }

    /** What an experiment measured, or null if it is not there. */
    public double @Nullable [][] read(String id) {
        Path file = directory.resolve(id + ENDING);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!in.readUTF().equals(madeBy)) {
                return null;
            }
            int replicates = in.readInt();
            int values = in.readInt();
            if (replicates < 0 || values < 0 || (long) replicates * values > MOST_VALUES) {
                return null;
            }
            double[][] measured = new double[replicates][values];
            for (double[] row : measured) {
                for (int i = 0; i < values; i++) {
                    row[i] = in.readDouble();
                }
            }
            return measured;
        } catch (NoSuchFileException | EOFException | UTFDataFormatException e) {
            return null;
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory, e);
        }
    }

    /** Keeps what an experiment measured. */
    public void write(String id, double[][] measured) {
        Path file = directory.resolve(id + ENDING);
        Path temporary = directory.resolve("." + id + UNFINISHED);
        try {
            Files.createDirectories(directory);
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)))) {
                out.writeUTF(madeBy);
                out.writeInt(measured.length);
                out.writeInt(measured.length == 0 ? 0 : measured[0].length);
                for (double[] row : measured) {
                    for (double value : row) {
                        out.writeDouble(value);
                    }
                }
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory, e);
        }
    }

    /** Removes what is kept, and the directory if nothing else is in it. */
    public void remove() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> found = Files.list(directory)) {
            List<Path> ours = found.filter(
                            f -> f.toString().endsWith(ENDING) || f.toString().endsWith(UNFINISHED))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            for (Path file : ours) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory, e);
        }
        try {
            Files.deleteIfExists(directory);
        } catch (IOException somethingElseIsInIt) {
            return;
        }
    }
}
