package floodmark.pipeline;

import floodmark.model.UserError;
import floodmark.pipeline.source.FlinkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The digest of a file, computed beside the first pass: a gigabyte takes a second of one processor, in which the others would wait, and
 * nothing needs it before the results are written.
 */
public final class LateDigest {
    /** One file at a time, in the order of the captures; a run that ends early does not wait for it. */
    private static final Executor THREAD = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "floodmark-digests");
        thread.setDaemon(true);
        return thread;
    });

    private final CompletableFuture<String> digest;

    private LateDigest(CompletableFuture<String> digest) {
        this.digest = digest;
    }

    /** A digest that is known. */
    public static LateDigest of(String sha256) {
        return new LateDigest(CompletableFuture.completedFuture(sha256));
    }

    /** Begins to read a file of so many bytes. */
    static LateDigest begin(FoundFile file, long length) {
        return new LateDigest(CompletableFuture.supplyAsync(() -> read(file, length), THREAD));
    }

    private static String read(FoundFile file, long length) {
        try (FlinkFile access = FlinkFile.open(file.path(), file.uri())) {
            if (access.length() != length) {
                throw UserError.of(
                        file.path(),
                        "the file changed while it was read",
                        access.length() + " bytes",
                        length + " bytes",
                        "Run again when it is complete");
            }
            return Digest.sha256(access);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lower-case hexadecimal; waits until it is there.
     *
     * @throws UserError if the file has another length than when it was found, or is not there any more
     * @throws UncheckedIOException if it cannot be read
     */
    String sha256() {
        try {
            return digest.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
