package floodmark.model;

/**
 * A mistake that the user can mend: reported as one line, exit code 2, without a stack trace.
 *
 * <p>The message always has the form {@code [where] what is wrong: found X, expected Y. Next step.}
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_FOUND = 200;

    private UserError(String message) {
        super(message);
    }

    /**
     * Builds the one-line message.
     *
     * @param where file, line and column, option or table that the reader must look at
     * @param what what is wrong, without a full stop
     * @param found the offending value; cut and stripped of control characters, since it may be hostile
     * @param expected what would have been right
     * @param next what to do now, without a full stop
     */
    public static UserError of(String where, String what, Object found, String expected, String next) {
        String value = printable(String.valueOf(found));
        return new UserError(
                "[" + printable(where) + "] " + visible(what) + ": found " + (value.isEmpty() ? "nothing" : value)
                        + ", expected " + visible(expected) + ". " + visible(next) + ".");
    }

    /** The error whose message came back from another process. */
    public static UserError ofMessage(String message) {
        return new UserError(message);
    }

    /** Keeps a value on one line of bounded length, whatever it holds. */
    public static String printable(String text) {
        if (text.length() <= LONGEST_FOUND || text.codePointCount(0, text.length()) <= LONGEST_FOUND) {
            return visible(text);
        }
        return visible(text.substring(0, text.offsetByCodePoints(0, LONGEST_FOUND))) + "…";
    }

    /** Replaces what would break the line, hide itself or turn the writing direction. */
    public static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE;
            out.appendCodePoint(hidden ? '\uFFFD' : c);
        });
        return out.toString();
    }
}
