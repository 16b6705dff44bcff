package floodmark.evidence;

/** Names and units of rates, the same in every table: {@code bps}, {@code pps}, {@code flows}, and counts by their own names. */
public final class Metrics {
    private Metrics() {}

    /** Name of the rate of a counted metric; what goes out carries the ending {@code -out}. */
    public static String name(String metric, int direction) {
        String name = switch (metric) {
            case "bytes" -> "bps";
            case "packets" -> "pps";
            default -> metric;
        };
        return direction < 0 ? name + "-out" : name;
    }

    /** Unit of the rate. */
    public static String unit(String metric) {
        return switch (metric) {
            case "bytes" -> "bit/s";
            case "packets" -> "packet/s";
            case "flows" -> "flow/s";
            case "requests" -> "request/s";
            case "responses" -> "response/s";
            case "sources" -> "sender";
            case "reachability" -> "index";
            default -> metric + "/s";
        };
    }

    /** What a sum over an interval is multiplied by to give the rate; levels such as a number of senders stay as they are. */
    public static double factor(String metric, double seconds) {
        return switch (metric) {
            case "bytes" -> 8 / seconds;
            case "sources", "reachability" -> 1;
            default -> 1 / seconds;
        };
    }
}
