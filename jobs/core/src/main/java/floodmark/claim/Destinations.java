package floodmark.claim;

import floodmark.claim.CaseFile.Service;
import floodmark.model.Prefix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads lists of destinations and finds those that could hold the same flow: a common address or label, a common port and a common
 * protocol.
 */
final class Destinations {
    /** Most destinations in a case; a prefix counts as one. */
    static final int MOST = 20_000;

    private record Owned(String owner, int order, Service service, Target target, Node node) {
        Prefix prefix() {
            return Objects.requireNonNull(target.prefix());
        }
    }

    private record Pair(int earlier, int later) {}

    private final Problems problems;
    private final List<Owned> prefixes = new ArrayList<>();
    private final Map<String, List<Owned>> labels = new HashMap<>();
    private final Map<Pair, Boolean> apart = new HashMap<>();
    private int total;
    private int owners;

    Destinations(Problems problems) {
        this.problems = problems;
    }

    /** A list of destinations, none twice. */
    List<Target> read(Node node) {
        Map<Object, Node> seen = new HashMap<>();
        return problems.each(node, MOST, item -> {
            Target target = Values.target(item);
            Node before = seen.putIfAbsent(target.prefix() == null ? target.text() : target.prefix(), item);
            if (before != null) {
                throw item.error(
                        "is repeated", "each destination once; it stands at " + before.place() + " too", "Remove one");
            }
            if (++total > MOST) {
                throw item.error("is one destination too many", "at most " + MOST + " in a case", "Use prefixes");
            }
            return target;
        });
    }

    /**
     * Notes whose destinations these are.
     *
     * @param owner such as {@code service web}
     * @param service what narrows them
     * @param list where they stand; ignored if some of it could not be read
     */
    void own(String owner, Service service, Node list) {
        List<Target> targets = service.destinations();
        int order = owners++;
        for (int i = 0; i < targets.size() && targets.size() == list.list().size(); i++) {
            Target target = targets.get(i);
            Owned owned = new Owned(owner, order, service, target, list.list().get(i));
            if (target.prefix() != null) {
                prefixes.add(owned);
            } else {
                labels.computeIfAbsent(target.text(), text -> new ArrayList<>()).add(owned);
            }
        }
    }

    /** Reports destinations of two owners that overlap, at the later owner. */
    void check() {
        for (List<Owned> same : labels.values()) {
            for (int i = 1; i < same.size(); i++) {
                compare(same.subList(0, i), same.get(i));
            }
        }
        // Two prefixes overlap only if one holds the other. In this order whatever holds a prefix comes before it, and
        // one that does
        // not hold the next holds no later one.
        prefixes.sort(
                Comparator.comparing((Owned o) -> o.prefix().base().isIpv4()).thenComparing(Owned::prefix));
        Deque<Owned> open = new ArrayDeque<>();
        for (Owned owned : prefixes) {
            while (!open.isEmpty() && !open.getLast().prefix().overlaps(owned.prefix())) {
                open.removeLast();
            }
            compare(open, owned);
            open.addLast(owned);
        }
    }

    private void compare(Iterable<Owned> others, Owned owned) {
        for (Owned other : others) {
            if (other.order < owned.order && !apart(other, owned)) {
                report(other, owned);
            } else if (other.order > owned.order && !apart(owned, other)) {
                report(owned, other);
            }
        }
    }

    private void report(Owned earlier, Owned later) {
        String both = later.target.text() + " in " + later.owner + " and " + earlier.target.text() + " in "
                + earlier.owner + " at " + earlier.node.place();
        problems.at(
                later.node,
                () -> later.node.error(
                        "overlaps " + earlier.owner,
                        both,
                        "no destination, port and protocol in common",
                        "Take it out of one of them, or narrow services by ports or protocols"));
    }

    private boolean apart(Owned earlier, Owned later) {
        return apart.computeIfAbsent(
                new Pair(earlier.order, later.order),
                pair -> disjoint(earlier.service.ports(), later.service.ports())
                        || disjoint(earlier.service.protocols(), later.service.protocols()));
    }

    /** An empty list means all. */
    private static boolean disjoint(List<Integer> a, List<Integer> b) {
        return !a.isEmpty() && !b.isEmpty() && Collections.disjoint(new HashSet<>(a), b);
    }
}
