package floodmark.pipeline;

import floodmark.model.UserError;
import floodmark.pipeline.source.FlinkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The digest of a file: a gigabyte takes a second of one processor, and nothing needs it before the results are written. It is begun after
 * the first pass, when the file is in memory and the processors have less to do than while a cluster starts or rows are read.
 */
public final class LateDigest {
    /** One file at a time, in the order of the captures; a run that ends early does not wait for it. */
    private static final Executor THREAD = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "floodmark-digests");
        thread.setDaemon(true);
        return thread;
    });

    private final CompletableFuture<String> digest = new CompletableFuture<>();
    private final Supplier<String> reading;
    private final AtomicBoolean begun = new AtomicBoolean();

    private LateDigest(Supplier<String> reading) {
        this.reading = reading;
    }

    /** A digest that is known. */
    public static LateDigest of(String sha256) {
        return new LateDigest(() -> sha256);
    }

    /** Of a file of so many bytes. */
    static LateDigest of(FoundFile file, long length) {
        return new LateDigest(() -> read(file, length));
    }

    /** Begins to read the file, beside what the caller does next; does nothing the second time. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            digest.completeAsync(reading, THREAD);
        }
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
        begin();
        try {
            return digest.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
