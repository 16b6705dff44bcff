package floodmark.app.report;

import floodmark.app.result.Result;
import floodmark.evidence.Evidence;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the matched windows expect of each service and metric in the trouble window, as rates. */
final class Usual {
    private final Map<String, Double> expected = new TreeMap<>();

    Usual(Result result) {
        Rows rows = new Rows(Evidence.table("", result.evidence()));
        for (int i = 0; i < rows.size(); i++) {
            Double value = rows.number(i, "expected");
            String test = rows.string(i, "test");
            if ("volume".equals(rows.string(i, "family"))
                    && value != null
                    && ("matched-window".equals(test) || "matched-window-loss".equals(test))) {
                expected.put(key(rows.string(i, "service"), rows.string(i, "metric")), value);
            }
        }
    }

    /** A rate such as bit/s, or null if it is not known; a null service stands for all of the subject. */
    @Nullable
    Double rate(@Nullable String service, String metric) {
        return expected.get(key(service, metric));
    }

    private static String key(@Nullable String service, @Nullable String metric) {
        return service + "/" + metric;
    }
}
