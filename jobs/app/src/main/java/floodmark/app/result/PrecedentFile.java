package floodmark.app.result;

/**
 * A result that a statement of the case compares with.
 *
 * @param statement id of the statement
 * @param path of the result's directory as the case writes it
 * @param sha256 digest of its {@code verdict.json}
 */
public record PrecedentFile(String statement, String path, String sha256) {}
