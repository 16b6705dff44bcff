package floodmark.model;

/**
 * A column of a result table; all columns are flat and nullable.
 *
 * @param name snake case; holds the unit where there is one
 * @param type how values are held
 * @param description one sentence with unit and meaning of null, for the data dictionary
 */
public record Column(String name, Type type, String description) {
    /** Value types: String, Integer, Long, finite Double, Boolean, and Long nanoseconds since the epoch (stored as UTC microseconds). */
    public enum Type {
        STRING,
        INT32,
        INT64,
        DOUBLE,
        BOOLEAN,
        TIMESTAMP
    }
}
