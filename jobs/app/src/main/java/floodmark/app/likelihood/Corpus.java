package floodmark.app.likelihood;

import floodmark.app.assess.InMemory;
import floodmark.capture.Yaml;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseReader;
import floodmark.claim.Vantage;
import floodmark.evidence.Context;
import floodmark.simulate.Generator;
import floodmark.simulate.Incident;
import floodmark.stats.calibration.Experiment;
import floodmark.stats.calibration.Figure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of incidents of one generator, each made, measured and forgotten.
 *
 * @param generator what makes them
 * @param name what they are for; part of the experiment's name
 * @param seed of the generator
 * @param first number of the first incident
 * @param size how many
 */
record Corpus(Generator generator, String name, long seed, int first, int size) implements Experiment {
    @Override
    public String id() {
        return "corpus-" + name + "-" + generator.id() + "-" + seed + "-" + first + "-" + size;
    }

    @Override
    public String section() {
        return "likelihood";
    }

    @Override
    public int replicates() {
        return size;
    }

    @Override
    public Replicate start() {
        return number -> Measured.numbers(context(generator.incident(seed, first + number)));
    }

    @Override
    public List<Figure> figures(double[][] measured) {
        return List.of();
    }

    /** The incidents with their truth and vantage. */
    List<Measured> incidents(double[][] measured) {
        List<Measured> incidents = new ArrayList<>();
        for (int i = 0; i < measured.length; i++) {
            Incident incident = generator.incident(seed, first + i);
            // An incident's captures are made at one place.
            Vantage vantage = theCase(incident).captures().get(0).vantage();
            incidents.add(Measured.of(incident.truth(), vantage, measured[i]));
        }
        return incidents;
    }

    /** The evidence of an incident, as an assessment of its capture would have it. */
    static Context context(Incident incident) {
        return InMemory.measure(
                theCase(incident),
                incident.coverage(),
                incident.comparison().stream().map(Object::toString).toList(),
                incident::emit);
    }

    private static CaseFile theCase(Incident incident) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < incident.coverage().size(); i++) {
            paths.add("flows-" + i + ".parquet");
        }
        byte[] bytes = incident.caseYaml(paths).getBytes(StandardCharsets.UTF_8);
        return CaseReader.read(Yaml.parse(bytes, "case.yaml"), bytes);
    }
}
