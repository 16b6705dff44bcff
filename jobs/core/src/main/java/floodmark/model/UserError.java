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
        return new UserError("[" + printable(where) + "] " + what + ": found " + printable(String.valueOf(found))
                + ", expected " + expected + ". " + next + ".");
    }

    /** The error whose message came back from another process. */
    public static UserError ofMessage(String message) {
        return new UserError(message);
    }

    /** Keeps a message on one line of bounded length, whatever the value holds. */
    public static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST_FOUND).forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE;
            out.appendCodePoint(hidden ? '\uFFFD' : c);
        });
        return text.codePointCount(0, text.length()) > LONGEST_FOUND ? out + "…" : out.toString();
    }
}
