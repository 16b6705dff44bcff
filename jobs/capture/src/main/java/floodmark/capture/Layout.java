package floodmark.capture;

import floodmark.model.Closest;
import floodmark.model.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a Parquet file's columns are to be read. A new layout is a line in {@link #ALL} and its mapping of columns.
 *
 * @param id as written in a case's {@code layout}
 * @param title for people
 * @param reference where it is described
 */
public record Layout(String id, String title, String reference) {
    /** Every layout. */
    public static final List<Layout> ALL = List.of(new Layout(
            "floodmark",
            "our own columns: flows, or counts if there are time, metric and value",
            "IPFIX information elements, RFC 7012"));

    /**
     * Checks the layout that a case declares.
     *
     * @param declared the case's {@code layout}, or null for detection
     * @param path of the capture, for messages
     * @throws UserError if there is no such layout
     */
    public static void check(@Nullable String declared, String path) {
        List<String> ids = ALL.stream().map(Layout::id).toList();
        if (declared == null || ids.contains(declared)) {
            return;
        }
        String closest = Closest.to(declared, ids);
        throw UserError.of(
                "captures: " + path,
                "unknown layout",
                declared,
                "one of " + String.join(", ", ids),
                closest == null ? "Leave layout out to have it detected" : "Did you mean " + closest);
    }
}
