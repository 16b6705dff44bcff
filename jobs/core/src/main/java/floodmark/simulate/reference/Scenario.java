package floodmark.simulate.reference;

import floodmark.claim.Node;
import floodmark.evidence.Explanation;
import floodmark.model.UserError;
import floodmark.simulate.Incident;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An incident as a specification describes it: what it names is so, the rest is drawn from its seed. */
public final class Scenario {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]*");
    private static final int MOST_CAUSES = 20;
    private static final int MOST_SERVICES = 5;

    private Scenario() {}

    /**
     * Reads a specification.
     *
     * @param root the parsed file
     * @param seed in place of the file's, or null
     * @param captures opens the capture that a node names, for replays
     * @throws UserError for a mistake in it, with line and column
     */
    public static Incident read(Node root, @Nullable Long seed, Function<Node, Recording> captures) {
        root.require("floodmark_simulation").longValue(1, 1);
        Node given = root.get("seed");
        long own = given == null ? 1 : given.longValue(Long.MIN_VALUE, Long.MAX_VALUE);
        Node title = root.get("title");
        Node services = map(root, "subject").get("services");
        Node demand = root.get("demand");
        Node statements = root.get("statements");
        Request request = new Request(
                seed == null ? own : seed,
                0,
                "simulated",
                title == null ? "A simulated incident" : title.text(),
                true,
                wishes(root.require("causes"), captures),
                new NodeKnobs(root),
                new NodeKnobs(map(root, "trouble")),
                new NodeKnobs(map(root, "history")),
                new NodeKnobs(map(root, "subject")),
                new NodeKnobs(map(root, "vantage")),
                services == null ? null : applications(services),
                demand == null ? "" : flow(demand),
                statements == null ? "" : block(statements));
        Plan plan = Blueprint.of(request);
        root.finish();
        return new SimulatedIncident(plan);
    }

    private static Node map(Node root, String key) {
        Node value = root.get(key);
        if (value == null) {
            return Node.map(root.place().key(key), List.of());
        }
        value.get("");
        return value;
    }

    private static List<Request.Wish> wishes(Node list, Function<Node, Recording> captures) {
        List<Request.Wish> wishes = new ArrayList<>();
        if (list.list().isEmpty() || list.list().size() > MOST_CAUSES) {
            throw list.error("does not fit", "1 to " + MOST_CAUSES + " causes", "Correct the list");
        }
        List<String> kinds = Arrays.stream(Explanation.values())
                .filter(e -> e != Explanation.UNDETERMINED)
                .map(Explanation::text)
                .toList();
        for (Node item : list.list()) {
            String kind = item.require("kind").choice(kinds);
            List<Mechanism> all = Arrays.stream(Mechanism.values())
                    .filter(m -> m.kind().text().equals(kind))
                    .toList();
            String word = item.require("mechanism")
                    .choice(all.stream().map(Mechanism::id).toList());
            Mechanism mechanism =
                    all.stream().filter(m -> m.id().equals(word)).findFirst().orElseThrow();
            Recording recording = mechanism == Mechanism.REPLAY ? captures.apply(item.require("capture")) : null;
            wishes.add(new Request.Wish(mechanism, new NodeKnobs(item), recording));
        }
        return wishes;
    }

    private static List<Application> applications(Node list) {
        List<String> words = Arrays.stream(Application.values())
                .map(a -> a.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        if (list.list().isEmpty() || list.list().size() > MOST_SERVICES) {
            throw list.error("does not fit", "1 to " + MOST_SERVICES + " services", "Correct the list");
        }
        return list.list().stream()
                .map(item -> Application.values()[words.indexOf(item.choice(words))])
                .toList();
    }

    /** The statements as they stand, for the case file; whether they are right is for its reader to say. */
    private static String block(Node statements) {
        StringBuilder out = new StringBuilder();
        for (Node item : statements.list()) {
            out.append("  - ").append(flow(item)).append('\n');
        }
        return out.toString();
    }

    private static String plain(String text) {
        return PLAIN.matcher(text).matches() ? text : CaseText.quoted(text);
    }

    private static String flow(Node node) {
        return switch (node.kind()) {
            case SCALAR -> node.isNull() ? "null" : plain(node.text());
            case LIST ->
                "[" + String.join(", ", node.list().stream().map(Scenario::flow).toList()) + "]";
            case MAP ->
                "{"
                        + String.join(
                                ", ",
                                node.entries().stream()
                                        .map(e -> plain(e.name()) + ": " + flow(e.value()))
                                        .toList())
                        + "}";
        };
    }
}
