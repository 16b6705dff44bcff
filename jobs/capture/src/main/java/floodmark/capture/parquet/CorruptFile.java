package floodmark.capture.parquet;

/** Bytes that break the Parquet format; turned into a {@link floodmark.model.UserError} where file and row group are known. */
final class CorruptFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptFile(String message) {
        super(message);
    }

    CorruptFile(String message, Throwable cause) {
        super(message, cause);
    }
}
