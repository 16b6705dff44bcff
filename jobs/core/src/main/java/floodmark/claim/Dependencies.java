package floodmark.claim;

import floodmark.model.Closest;
import floodmark.model.UserError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks {@code depends_on}: every id must be there, and no statement may depend on itself in the end. */
final class Dependencies {
    private final Problems problems;
    private final Set<String> ids;
    private final Map<String, List<Node>> references = new LinkedHashMap<>();
    private final Map<String, Integer> next = new HashMap<>();
    private final List<String> way = new ArrayList<>();
    private final Set<String> onWay = new HashSet<>();

    Dependencies(Problems problems, Set<String> ids) {
        this.problems = problems;
        this.ids = ids;
    }

    void check(Node statements) {
        for (Node statement : statements.list()) {
            Node id = statement.kind() == Node.Kind.MAP ? statement.get("id") : null;
            Node dependsOn = id == null ? null : statement.get("depends_on");
            if (id != null && dependsOn != null && dependsOn.kind() == Node.Kind.LIST) {
                checkNames(dependsOn.list());
                references.putIfAbsent(id.scalar(), dependsOn.list());
            }
        }
        // Depth first, with a stack of its own, since chains may be long.
        for (String start : references.keySet()) {
            if (!next.containsKey(start)) {
                enter(start);
            }
            while (!way.isEmpty()) {
                step(way.get(way.size() - 1));
            }
        }
    }

    private void checkNames(List<Node> list) {
        Set<String> seen = new HashSet<>();
        for (Node reference : list) {
            if (!ids.contains(reference.scalar())) {
                problems.at(reference, () -> unknown(reference));
            } else if (!seen.add(reference.scalar())) {
                problems.at(reference, () -> reference.error("is repeated", "each id once", "Remove one"));
            }
        }
    }

    private UserError unknown(Node reference) {
        String close = Closest.to(reference.scalar(), ids);
        return reference.error(
                "is no statement of this case",
                "the id of a statement",
                close == null ? "Correct the id" : "Perhaps " + close + " is meant");
    }

    private void enter(String id) {
        way.add(id);
        onWay.add(id);
        next.put(id, 0);
    }

    private void step(String id) {
        List<Node> list = references.getOrDefault(id, List.of());
        int i = next.getOrDefault(id, 0);
        if (i == list.size()) {
            way.remove(way.size() - 1);
            onWay.remove(id);
            return;
        }
        next.put(id, i + 1);
        Node reference = list.get(i);
        String to = reference.scalar();
        if (onWay.contains(to)) {
            String circle = String.join(" -> ", way.subList(way.indexOf(to), way.size())) + " -> " + to;
            problems.at(
                    reference,
                    () -> reference.error("closes a circle", circle, "statements that repeat others", "Remove one"));
        } else if (!next.containsKey(to)) {
            enter(to);
        }
    }
}
