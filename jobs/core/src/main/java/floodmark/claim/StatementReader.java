package floodmark.claim;

import floodmark.model.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code statements}, and supplies those that a case without any implies. */
final class StatementReader {
    private static final int MOST_STATEMENTS = 10_000;
    private static final long WITHIN = 5 * Times.MINUTE;
    private static final Pattern GRADE = Pattern.compile("[A-F][1-6]");
    private static final Set<Asserts> SIZED =
            EnumSet.of(Asserts.ATTACK, Asserts.ATTACK_CAUSED_TROUBLE, Asserts.NO_ATTACK, Asserts.SATURATION);
    private static final Set<Asserts> TIMED = EnumSet.of(Asserts.ONSET, Asserts.RECOVERY);
    private static final Set<Asserts> LIKENED = EnumSet.of(Asserts.LIKE);
    private static final Set<Asserts> NEVER_IMPLIED =
            EnumSet.of(Asserts.ONSET, Asserts.RECOVERY, Asserts.LIKE, Asserts.OTHER);

    private final Problems problems;
    private final Map<String, Node> ids = new LinkedHashMap<>();

    StatementReader(Problems problems) {
        this.problems = problems;
    }

    List<Statement> readAll(Node node) {
        if (node.list().isEmpty()) {
            return List.of();
        }
        List<Statement> statements = problems.each(node, MOST_STATEMENTS, this::statement);
        new Dependencies(problems, ids.keySet()).check(node);
        return statements;
    }

    /** Every kind that the case has data for. */
    static List<Statement> implied(boolean severalServices, boolean demand) {
        List<Statement> statements = new ArrayList<>();
        for (Asserts asserts : Asserts.values()) {
            boolean assessed = switch (asserts) {
                case WHOLE_PLATFORM, SINGLE_SERVICE -> severalServices;
                case DEMAND_WITHIN_CAPACITY -> demand;
                default -> !NEVER_IMPLIED.contains(asserts);
            };
            if (assessed) {
                statements.add(Statement.implied(asserts));
            }
        }
        return statements;
    }

    private Statement statement(Node node) {
        String id = problems.need(node, "id", this::id, "");
        String by = problems.orNull(node, "by", Values::name);
        Long at = problems.orNull(node, "at", Values::instant);
        String quote = problems.orNull(node, "quote", Node::text);
        String source = problems.orNull(node, "source", Values::name);
        Asserts asserts = problems.needOrNull(node, "asserts", StatementReader::asserts);
        Long bps = onlyFor(SIZED, asserts, node, "at_least_bps", n -> n.longValue(1, Long.MAX_VALUE));
        Long pps = onlyFor(SIZED, asserts, node, "at_least_pps", n -> n.longValue(1, Long.MAX_VALUE));
        Long time = onlyFor(TIMED, asserts, node, "time", Values::instant);
        Long within = onlyFor(TIMED, asserts, node, "within", StatementReader::within);
        String result = onlyFor(LIKENED, asserts, node, "result", Values::path);
        if (asserts != null && TIMED.contains(asserts)) {
            problems.needOrNull(node, "time", Function.identity());
        }
        if (asserts == Asserts.LIKE) {
            problems.needOrNull(node, "result", Function.identity());
        }
        String grade = problems.orNull(node, "grade", StatementReader::grade);
        List<String> dependsOn =
                problems.or(node, "depends_on", n -> problems.each(n, MOST_STATEMENTS, Values::id), List.of());
        problems.close(node);
        long tolerance = asserts == null || !TIMED.contains(asserts) ? 0 : Objects.requireNonNullElse(within, WITHIN);
        return new Statement(
                id,
                asserts == null ? Asserts.OTHER : asserts,
                by,
                at,
                quote,
                source,
                bps,
                pps,
                time,
                tolerance,
                result,
                grade,
                dependsOn);
    }

    private String id(Node node) {
        String id = Values.id(node);
        Node before = ids.putIfAbsent(id, node);
        if (before != null) {
            throw node.error("is repeated", "each id once; it stands at " + before.place() + " too", "Rename one");
        }
        return id;
    }

    private static Asserts asserts(Node node) {
        node.choice(Arrays.stream(Asserts.values()).map(Asserts::text).toList());
        return Objects.requireNonNull(Asserts.of(node.text()));
    }

    /** A key that only some kinds of statement take. While the kind is unknown, the key is read but not judged. */
    private <T> @Nullable T onlyFor(
            Set<Asserts> kinds, @Nullable Asserts asserts, Node map, String key, Function<Node, T> read) {
        return problems.orNull(map, key, node -> {
            if (asserts != null && !kinds.contains(asserts)) {
                throw node.error(
                        "does not belong to a statement that asserts " + asserts.text(),
                        key + " only with "
                                + String.join(
                                        ", ", kinds.stream().map(Asserts::text).toList()),
                        "Remove the key");
            }
            return read.apply(node);
        });
    }

    private static Long within(Node node) {
        long nanos = node.durationNanos();
        if (nanos < 1 || nanos > Times.DAY) {
            throw node.error("is out of range", "more than nothing and at most 1 day", "Correct the duration");
        }
        return nanos;
    }

    private static String grade(Node node) {
        String grade = node.text();
        if (!GRADE.matcher(grade).matches()) {
            throw node.error(
                    "is not an Admiralty code",
                    "a source grade A to F and an information grade 1 to 6, such as C3",
                    "Correct the grade");
        }
        return grade;
    }
}
