package floodmark.app.export;

import floodmark.app.output.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An object of a MISP event by one of its public templates. */
final class MispObject {
    /** What an attribute's type belongs to unless its template says otherwise. */
    private static final String OTHER = "Other";

    private record Attribute(String relation, String type, String value) {}

    private record Reference(String to, String relationship) {}

    private final UUID run;
    private final String id;
    private final String template;
    private final String category;
    private final String templateId;
    private final String version;
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();

    private MispObject(UUID run, String name, String template, String category, String templateId, String version) {
        this.run = run;
        this.id = NameUuid.of(run, template + " " + name).toString();
        this.template = template;
        this.category = category;
        this.templateId = templateId;
        this.version = version;
    }

    /** @param name unique among the objects of the template */
    static MispObject annotation(UUID run, String name) {
        return new MispObject(run, name, "annotation", "misc", "5d8dc046-15a1-4ca3-a09f-ed4ede7c4487", "3");
    }

    static MispObject claim(UUID run, String name) {
        return new MispObject(run, name, "ddos-claim", "network", "2722ac76-1f1f-43b7-bc68-ba5465ec5c04", "2");
    }

    static MispObject ddos(UUID run, String name) {
        return new MispObject(run, name, "ddos", "network", "e2f124d6-f57c-4f93-99e6-8450545fa05d", "10");
    }

    /**
     * Adds an attribute.
     *
     * @param relation name in the template
     * @param type the template's type for it
     */
    MispObject with(String relation, String type, String value) {
        attributes.add(new Attribute(relation, type, value));
        return this;
    }

    /** Tags the object's first attribute: objects themselves have no tags. */
    void tag(String name) {
        tags.add(name);
    }

    void refersTo(MispObject other, String relationship) {
        references.add(new Reference(other.id, relationship));
    }

    void write(Json json) {
        json.put("name", template)
                .put("meta-category", category)
                .put("template_uuid", templateId)
                .put("template_version", version)
                .put("uuid", id)
                // Inherits the event's.
                .put("distribution", "5")
                .objects("Attribute", attributes, this::attribute)
                .objects(
                        "ObjectReference",
                        references,
                        (out, reference) -> out.put(
                                        "uuid",
                                        NameUuid.of(run, id + " " + reference.to)
                                                .toString())
                                .put("object_uuid", id)
                                .put("referenced_uuid", reference.to)
                                .put("relationship_type", reference.relationship));
    }

    private void attribute(Json json, Attribute attribute) {
        json.put(
                        "uuid",
                        NameUuid.of(run, String.join(" ", id, attribute.relation, attribute.value))
                                .toString())
                .put("object_relation", attribute.relation)
                .put("type", attribute.type)
                .put("category", category(attribute.type))
                .put("value", attribute.value)
                .put("distribution", "5")
                // None of this is an indicator to block anything by.
                .put("to_ids", false);
        if (!tags.isEmpty() && attribute.equals(attributes.get(0))) {
            json.objects("Tag", tags, (tag, name) -> tag.put("name", name));
        }
    }

    private static String category(String type) {
        return switch (type) {
            case "ip-dst", "port" -> "Network activity";
            case "link" -> "External analysis";
            default -> OTHER;
        };
    }
}
