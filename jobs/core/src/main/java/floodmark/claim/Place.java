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

    /** The same place, as the value of a key of this map. */
    public Place key(String key) {
        return new Place(file, line, column, path.isEmpty() ? key : path + "." + key);
    }

    /** The same place, as an item of this list. */
    public Place item(int index) {
        return new Place(file, line, column, path + "[" + index + "]");
    }

    /** The same path at another line and column. */
    public Place at(int newLine, int newColumn) {
        return new Place(file, newLine, newColumn, path);
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
