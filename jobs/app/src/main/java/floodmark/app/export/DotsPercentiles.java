package floodmark.app.export;

import floodmark.app.output.Json;
import java.util.List;
import java.util.Map;

/** Percentiles and peaks as RFC 9244 names them: whole numbers in bit/s and packet/s, not rounded to larger units. */
final class DotsPercentiles {
    private static final int LOW = 10;
    private static final int MID = 50;
    private static final int HIGH = 90;

    private DotsPercentiles() {}

    /** Which percentiles are used. */
    static void config(Json json) {
        json.put("low-percentile", LOW + ".00")
                .put("mid-percentile", MID + ".00")
                .put("high-percentile", HIGH + ".00");
    }

    /**
     * A list with an entry for each unit; nothing if there is none.
     *
     * @param rates ascending and never empty, by unit
     */
    static void byUnit(Json json, String name, Map<String, double[]> rates) {
        if (!rates.isEmpty()) {
            json.objects(name, List.copyOf(rates.entrySet()), (entry, rate) -> {
                entry.put("unit", rate.getKey());
                of(entry, rate.getValue());
            });
        }
    }

    /** @param ascending never empty */
    static void of(Json json, double[] ascending) {
        json.put("low-percentile-g", percentile(ascending, LOW))
                .put("mid-percentile-g", percentile(ascending, MID))
                .put("high-percentile-g", percentile(ascending, HIGH))
                .put("peak-g", percentile(ascending, 100));
    }

    /** The smallest value that so many per cent of all do not exceed (nearest rank); text, since JSON's numbers are not exact. */
    static String percentile(double[] ascending, int percent) {
        int rank = (int) Math.max(1, -Math.floorDiv(-(long) ascending.length * percent, 100));
        return Long.toString(Math.round(ascending[rank - 1]));
    }
}
