package floodmark.claim;

import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.CaseFile.Demand;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.CaseFile.Subject;
import floodmark.model.Times;
import floodmark.model.UserError;
import floodmark.model.Window;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the nodes of a case file into a {@link CaseFile}, or reports the first mistake in the file. */
public final class CaseReader {
    private static final long MILLISECOND = 1_000_000;
    private static final long MOST_SLACK = 7 * Times.DAY;
    private static final long MOST_BINS = 10_000_000;

    private final Problems problems = new Problems();
    private final Destinations destinations = new Destinations(problems);
    private final Node root;

    private CaseReader(Node root) {
        this.root = root;
    }

    /**
     * Reads a case file of version 1.
     *
     * @param root the parsed file
     * @param fileBytes the same file, for its digest
     * @throws UserError for the first mistake in the order of the file, with line and column
     */
    public static CaseFile read(Node root, byte[] fileBytes) {
        return new CaseReader(root).read(sha256(fileBytes));
    }

    private CaseFile read(String sha256) {
        checkVersion();
        String id = problems.need(root, "case", Values::name, "");
        String title = problems.or(root, "title", Values::name, id);
        Subject subject = problems.needOrNull(root, "subject", new SubjectReader(problems, destinations)::read);
        Window trouble = problems.needOrNull(root, "trouble", node -> Values.window(node, problems));
        Long scheduledStart = problems.orNull(root, "scheduled_start", Values::instant);
        Window baseline = problems.orNull(root, "baseline", node -> Values.window(node, problems));
        Long bin = problems.orNull(root, "bin", CaseReader::bin);
        long slack = problems.or(root, "search", this::slack, 0L);
        List<Target> comparison = problems.orNull(root, "comparison", this::comparison);
        Demand demand = problems.orNull(root, "demand", this::demand);
        List<CaptureRef> captures = problems.need(root, "captures", new CaptureReader(problems)::readAll, List.of());
        List<Statement> statements = problems.or(root, "statements", new StatementReader(problems)::readAll, List.of());
        problems.close(root);
        checkWindows(trouble, baseline, bin);
        destinations.check();
        problems.throwFirst();
        Subject known = Objects.requireNonNull(subject);
        boolean implied = statements.isEmpty();
        return new CaseFile(
                id,
                title,
                known,
                Objects.requireNonNull(trouble),
                scheduledStart,
                baseline,
                bin,
                slack,
                comparison,
                demand,
                captures,
                implied ? StatementReader.implied(known.services().size() > 1, demand != null) : statements,
                implied,
                sha256,
                root.place().file());
    }

    /** Before all else: what another version holds cannot be judged, and a file without one is no case file. */
    private void checkVersion() {
        Node version = root.require("floodmark");
        if (!Objects.equals(Numbers.whole(version.text()), 1L)) {
            throw version.error(
                    "is not a version of case files that is known here",
                    "1",
                    "Write the case for version 1, or use a Floodmark that reads the other");
        }
    }

    private static Long bin(Node node) {
        long nanos = node.durationNanos();
        if (nanos < MILLISECOND || nanos > Times.DAY || nanos % MILLISECOND != 0) {
            throw node.error("is no length for a bin", "whole milliseconds from 1ms to P1D", "Correct the duration");
        }
        return nanos;
    }

    private Long slack(Node node) {
        Long slack = problems.need(
                node,
                "slack",
                n -> {
                    long nanos = n.durationNanos();
                    if (nanos > MOST_SLACK) {
                        throw n.error("is out of range", "at most P7D", "Correct the duration");
                    }
                    return nanos;
                },
                0L);
        problems.close(node);
        return slack;
    }

    /** Null for {@code auto}. */
    private @Nullable List<Target> comparison(Node node) {
        if (node.kind() == Node.Kind.SCALAR && node.scalar().equals("auto")) {
            return null;
        }
        if (node.kind() != Node.Kind.MAP) {
            throw node.error("is no comparison", "auto, or {destinations: [...]}", "Correct the value");
        }
        List<Target> targets = problems.need(node, "destinations", destinations::read, List.of());
        problems.close(node);
        Node list = node.get("destinations");
        if (list != null && list.kind() == Node.Kind.LIST) {
            destinations.own("the comparison", new Service("", targets, List.of(), List.of()), list);
        }
        return targets;
    }

    private Demand demand(Node node) {
        Long peak = problems.orNull(node, "peak_users", n -> n.longValue(1, Long.MAX_VALUE));
        Long tested = problems.orNull(node, "tested_users", n -> n.longValue(1, Long.MAX_VALUE));
        Double perUser = problems.orNull(node, "bits_per_second_per_user", n -> n.number(1e-3, 1e12));
        problems.close(node);
        if (node.entries().isEmpty()) {
            throw node.error(
                    "is empty", "peak_users, tested_users or bits_per_second_per_user", "Add one or remove the key");
        }
        return new Demand(peak, tested, perUser);
    }

    private void checkWindows(@Nullable Window trouble, @Nullable Window baseline, @Nullable Long bin) {
        if (trouble == null) {
            return;
        }
        Node troubleNode = root.require("trouble");
        Node baselineNode = root.get("baseline");
        if (baseline != null && baselineNode != null && baseline.overlaps(trouble)) {
            Node later = later(troubleNode, baselineNode);
            problems.at(
                    later,
                    () -> later.error(
                            "overlaps the " + (later == baselineNode ? "trouble" : "baseline"),
                            later == baselineNode ? baseline : trouble,
                            "a baseline that shares no time with the trouble " + trouble,
                            "Correct the times"));
        }
        Node binNode = root.get("bin");
        if (bin != null && binNode != null && trouble.lengthNanos() / bin > MOST_BINS) {
            problems.at(
                    binNode,
                    () -> binNode.error(
                            "is too short for the trouble",
                            "at most " + MOST_BINS + " bins in it",
                            "Choose a longer bin"));
        }
    }

    private static Node later(Node a, Node b) {
        int byLine = Integer.compare(a.place().line(), b.place().line());
        return byLine > 0 || byLine == 0 && a.place().column() > b.place().column() ? a : b;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
