package floodmark.app.export;

import floodmark.model.Closest;
import floodmark.model.UserError;
import java.util.List;

/** The registered forms. */
public final class Exports {
    /** In the order of the documentation. */
    public static final List<Exporter> ALL =
            List.of(new DotsExporter(), new StixExporter(), new MispExporter(), new CsvExporter());

    private Exports() {}

    /**
     * The form of this name.
     *
     * @throws UserError if there is none
     */
    public static Exporter of(String id) {
        List<String> known = ALL.stream().map(Exporter::id).toList();
        int index = known.indexOf(id);
        if (index < 0) {
            String closest = Closest.to(id, known);
            throw UserError.of(
                    "--to",
                    "is no form of export",
                    id,
                    "one of " + String.join(", ", known),
                    closest == null ? "See list exports" : "Did you mean " + closest + "?");
        }
        return ALL.get(index);
    }
}
