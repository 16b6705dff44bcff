package floodmark.pipeline;

import floodmark.model.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a failed job what the user can mend. */
final class JobFailure {
    /** On a cluster the class may come back only by name, in front of the message. */
    private static final Pattern NAMED = Pattern.compile(Pattern.quote(UserError.class.getName()) + ": (\\[[^\\n]*)");

    private JobFailure() {}

    /** The {@link UserError} among the causes, else the failure itself as a bug. */
    static RuntimeException unwrap(String job, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserError error) {
                return error;
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            Matcher named = NAMED.matcher(message == null ? "" : message);
            if (named.find()) {
                return UserError.ofMessage(named.group(1));
            }
        }
        return new IllegalStateException("job " + job + " failed", failure);
    }
}
