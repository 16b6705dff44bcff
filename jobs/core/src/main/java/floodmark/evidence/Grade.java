package floodmark.evidence;

/**
 * The level of a scale in one case.
 *
 * @param scale which fact
 * @param level number of the level in {@code scale.levels()}
 * @param row the row that shows it
 */
public record Grade(Scale scale, int level, Evidence row) {
    /** The level's name. */
    public String words() {
        return scale.levels().get(level);
    }
}
