package floodmark.claim;

import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.Vantage.Place;
import floodmark.claim.Vantage.Sees;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code captures}: what was captured, and from where. */
final class CaptureReader {
    private static final int MOST_CAPTURES = 100_000;

    private final Problems problems;
    private final Map<String, Node> seen = new HashMap<>();

    CaptureReader(Problems problems) {
        this.problems = problems;
    }

    List<CaptureRef> readAll(Node node) {
        return problems.each(node, MOST_CAPTURES, this::capture);
    }

    private CaptureRef capture(Node node) {
        String path = problems.need(node, "path", this::path, "");
        String layout = problems.orNull(node, "layout", Values::name);
        Vantage vantage = problems.or(node, "vantage", this::vantage, Vantage.unstated());
        String licence = problems.orNull(node, "licence", Node::text);
        String access = problems.orNull(node, "access", Node::text);
        problems.close(node);
        return new CaptureRef(path, layout, vantage, licence, access);
    }

    private String path(Node node) {
        String path = Values.path(node);
        Node before = seen.putIfAbsent(path, node);
        if (before != null) {
            throw node.error("is repeated", "each capture once; it stands at " + before.place() + " too", "Remove one");
        }
        return path;
    }

    private Vantage vantage(Node node) {
        Vantage unstated = Vantage.unstated();
        String name = problems.or(node, "name", Values::name, unstated.name());
        Place place = problems.or(node, "place", n -> word(n, Place.class), unstated.place());
        Sees usual = place == Place.TELESCOPE ? Sees.INBOUND : unstated.sees();
        Sees sees = problems.or(node, "sees", n -> word(n, Sees.class), usual);
        double[] share =
                problems.or(node, "share", this::share, new double[] {unstated.shareLow(), unstated.shareHigh()});
        Long addresses = problems.orNull(
                node,
                "addresses",
                place == Place.TELESCOPE ? n -> n.longValue(1, Long.MAX_VALUE) : CaptureReader::notATelescope);
        problems.close(node);
        return new Vantage(name, place, sees, share[0], share[1], addresses);
    }

    private static Long notATelescope(Node node) {
        throw node.error(
                "is given for a place that is no telescope", "place: telescope", "Correct the place or remove the key");
    }

    private static <E extends Enum<E>> E word(Node node, Class<E> type) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(e -> e.name().toLowerCase(Locale.ROOT))
                .toList();
        return Enum.valueOf(type, node.choice(words).toUpperCase(Locale.ROOT));
    }

    private double[] share(Node node) {
        if (node.kind() == Node.Kind.SCALAR) {
            double share = part(node);
            return new double[] {share, share};
        }
        List<Node> ends = node.kind() == Node.Kind.LIST ? node.list() : List.of();
        if (ends.size() != 2) {
            throw node.error("is not a share", "a number such as 0.25, or [low, high]", "Correct the share");
        }
        Double low = problems.read(ends.get(0), CaptureReader::part);
        Double high = problems.read(ends.get(1), CaptureReader::part);
        if (low != null && high != null && low > high) {
            throw node.error("runs backwards", low + " to " + high, "[low, high]", "Swap the two numbers");
        }
        return new double[] {low == null ? 1 : low, high == null ? 1 : high};
    }

    private static Double part(Node node) {
        double value = node.number(-Double.MAX_VALUE, Double.MAX_VALUE);
        if (!(value > 0 && value <= 1)) {
            throw node.error("is out of range", "a number above 0 and at most 1", "Correct the share");
        }
        return value;
    }
}
