package floodmark.claim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which statements go back to the same one: ten newspapers that cite one post are one source. A statement belongs to the group of the
 * first that it repeats, and so on back to one that repeats none; that one names the group. A statement that repeats several is thus
 * counted once, and joins nothing that is otherwise apart.
 */
public final class StatementGroups {
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, List<Statement>> groups = new LinkedHashMap<>();

    private StatementGroups(List<Statement> statements) {
        Map<String, Statement> byId = new HashMap<>();
        statements.forEach(s -> byId.put(s.id(), s));
        for (Statement statement : statements) {
            List<String> way = new ArrayList<>();
            Set<String> passed = new HashSet<>();
            String id = statement.id();
            // The case file is read without circles; one that is made otherwise ends where it closes.
            while (!origins.containsKey(id) && passed.add(id)) {
                way.add(id);
                Statement here = byId.get(id);
                id = here == null || here.dependsOn().isEmpty()
                        ? id
                        : here.dependsOn().get(0);
            }
            String origin = origins.getOrDefault(id, id);
            way.forEach(passedBy -> origins.put(passedBy, origin));
            groups.computeIfAbsent(origin, k -> new ArrayList<>()).add(statement);
        }
    }

    public static StatementGroups of(List<Statement> statements) {
        return new StatementGroups(statements);
    }

    /** Id of the statement that a statement goes back to; its own if it repeats none. */
    public String origin(Statement statement) {
        return origins.getOrDefault(statement.id(), statement.id());
    }

    /** By the id of the statement that they go back to: the statements, in the order of the case. */
    public Map<String, List<Statement>> all() {
        return Collections.unmodifiableMap(groups);
    }

    /** How many groups some of the statements belong to: what they count for. */
    public long count(Collection<Statement> some) {
        return some.stream().map(this::origin).distinct().count();
    }
}
