package floodmark.app.audit;

import floodmark.app.audit.Check.Outcome;
import floodmark.app.output.Json;
import floodmark.model.UserError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What an audit found, step by step, and what is the likely cause of a difference. */
public final class AuditReport {
    private static final int NAME_WIDTH = 14;
    private static final int OUTCOME_WIDTH = 10;

    private final List<Check> checks = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private @Nullable String cause;

    void add(String name, Outcome outcome, String text, List<String> details) {
        checks.add(new Check(name, outcome, text, details));
    }

    void ok(String name, String text) {
        add(name, Outcome.OK, text, List.of());
    }

    void differs(String name, String text, List<String> details) {
        add(name, Outcome.DIFFERS, text, details);
    }

    void notDone(String name, String text, List<String> details) {
        add(name, Outcome.NOT_DONE, text, details);
    }

    void note(String name, String text) {
        add(name, Outcome.NOTE, text, List.of());
    }

    void difference(Difference difference) {
        differences.add(difference);
    }

    void cause(String words) {
        cause = words;
    }

    /**
     * Does a step; what a hostile or damaged file makes it throw is a difference.
     *
     * @return what the step gives, or null if it ended early
     */
    <T> @Nullable T step(String name, Callable<T> step) {
        try {
            return step.call();
        } catch (UserError e) {
            differs(name, String.valueOf(e.getMessage()), List.of());
        } catch (Exception e) {
            differs(name, "cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(), List.of());
        }
        return null;
    }

    boolean differs(String name) {
        return checks.stream().anyMatch(c -> c.name().equals(name) && c.outcome() == Outcome.DIFFERS);
    }

    /** True if anything is not as the result says. */
    public boolean differs() {
        return checks.stream().anyMatch(c -> c.outcome() == Outcome.DIFFERS);
    }

    /** True if the result was computed once more, or was meant to be and could not. */
    boolean recomputed() {
        return checks.stream().noneMatch(c -> c.outcome() == Outcome.NOT_DONE);
    }

    /** The last line. */
    public String verdict() {
        if (differs()) {
            return "It differs: this is not what its inputs give, or not as it was written.";
        }
        return recomputed()
                ? "Verified: every file is as it was written, and its inputs give the same."
                : "As it was written, as far as could be verified; what was not done stands above.";
    }

    /** For people, a line a step. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Check check : checks) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-" + OUTCOME_WIDTH + "s%-" + NAME_WIDTH + "s%s",
                    check.outcome().words(),
                    check.name(),
                    check.text()));
            check.details().forEach(detail -> lines.add(" ".repeat(2 + OUTCOME_WIDTH + NAME_WIDTH) + detail));
        }
        if (cause != null) {
            lines.add("  likely cause: " + cause);
        }
        return lines;
    }

    /** The same for programs. */
    public String json() {
        return new String(
                Json.object(json -> json.put("floodmark", 1)
                        .put("differs", differs())
                        .put("recomputed", recomputed())
                        .put("cause", cause)
                        .objects(
                                "checks",
                                checks,
                                (each, check) -> each.put("name", check.name())
                                        .put(
                                                "outcome",
                                                check.outcome()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', '-'))
                                        .put("text", check.text())
                                        .put("details", check.details()))
                        .objects("differences", differences, (each, difference) -> difference.write(each))),
                StandardCharsets.UTF_8);
    }
}
