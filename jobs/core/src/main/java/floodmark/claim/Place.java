package floodmark.claim;

/**
 * Where a value stands.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1, in characters
 * @param path of keys from the root, such as {@code subject.services.web}; empty for the root
 */
public record Place(String file, int line, int column, String path) {

    /** The place of a key's value. */
    public Place key(String key, int line, int column) {
        return new Place(file, line, column, path.isEmpty() ? key : path + "." + key);
    }

    /** The place of a list's item. */
    public Place item(int index, int line, int column) {
        return new Place(file, line, column, path + "[" + index + "]");
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
