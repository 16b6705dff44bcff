package floodmark.app.export;

import floodmark.app.output.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The objects of a STIX bundle, with their common properties; ids are made of names, so that the same result gives the same ones. */
final class StixObjects {
    /** STIX 2.1 section 2.9: the namespace of ids that are made of an observable's content. */
    private static final UUID OBSERVABLES = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final UUID run;
    private final Instant made;
    private final List<Consumer<Json>> objects = new ArrayList<>();
    private final TreeSet<String> observables = new TreeSet<>();

    /**
     * @param run namespace of the ids
     * @param made when the objects came to be
     */
    StixObjects(UUID run, Instant made) {
        this.run = run;
        this.made = made;
    }

    /** A time as STIX writes it; what is below a millisecond is cut off. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /**
     * Adds an object of this run.
     *
     * @param name unique among the objects of the type
     * @param creator id of the identity that made it
     * @return its id
     */
    String add(String type, String name, String creator, Consumer<Json> members) {
        String id = type + "--" + NameUuid.of(run, type + " " + name);
        add(type, id, creator, made, members);
        return id;
    }

    /** Adds an object with an id of its own. */
    void add(String type, String id, @Nullable String creator, Instant created, Consumer<Json> members) {
        objects.add(json -> {
            json.put("type", type).put("spec_version", "2.1").put("id", id);
            if (creator != null) {
                json.put("created_by_ref", creator);
            }
            json.put("created", time(created)).put("modified", time(created));
            members.accept(json);
        });
    }

    /**
     * Adds an observable, once.
     *
     * @param content the properties that make its id, as canonical JSON (RFC 8785)
     * @return its id
     */
    String observable(String type, String content, Consumer<Json> members) {
        String id = type + "--" + NameUuid.of(OBSERVABLES, content);
        if (observables.add(id)) {
            objects.add(json -> {
                json.put("type", type).put("spec_version", "2.1").put("id", id);
                members.accept(json);
            });
        }
        return id;
    }

    byte[] bundle() {
        return Json.object(json -> json.put("type", "bundle")
                .put("id", "bundle--" + NameUuid.of(run, "bundle"))
                .objects("objects", objects, (object, members) -> members.accept(object)));
    }
}
