package floodmark.simulate.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What incident is asked for.
 *
 * @param seed of the corpus or the specification
 * @param number of the incident
 * @param id name of the case
 * @param title one line
 * @param specified true if only what is named happens: no sampling, no faults, no earlier events unless they are asked for
 * @param wishes what happens; the first accounts for the trouble
 * @param top parameters that belong to no part
 * @param trouble when users noticed
 * @param history what was recorded before
 * @param subject who was in trouble
 * @param vantage where from
 * @param applications what the services do, or null if that is drawn
 * @param demand the published audience as YAML, or empty
 * @param statements the statements as YAML, or empty for the usual ones
 */
record Request(
        long seed,
        long number,
        String id,
        String title,
        boolean specified,
        List<Wish> wishes,
        Knobs top,
        Knobs trouble,
        Knobs history,
        Knobs subject,
        Knobs vantage,
        @Nullable List<Application> applications,
        String demand,
        String statements) {

    /**
     * Something that shall happen.
     *
     * @param mechanism what
     * @param knobs its parameters
     * @param recording what is replayed, or null
     */
    record Wish(Mechanism mechanism, Knobs knobs, @Nullable Recording recording) {
        Wish(Mechanism mechanism, Knobs knobs) {
            this(mechanism, knobs, null);
        }
    }

    Request {
        wishes = List.copyOf(wishes);
    }

    /** An incident of the corpus: everything is drawn. */
    static Request drawn(long seed, long number, List<Wish> wishes) {
        return new Request(
                seed,
                number,
                "simulated-" + seed + "-" + number,
                "Simulated incident " + number + " of seed " + seed,
                false,
                wishes,
                Knobs.DRAWN,
                Knobs.DRAWN,
                Knobs.DRAWN,
                Knobs.DRAWN,
                Knobs.DRAWN,
                null,
                "",
                "");
    }

    boolean wants(Mechanism mechanism) {
        return wishes.stream().anyMatch(w -> w.mechanism() == mechanism);
    }
}
