package floodmark.simulate.shifted;

import floodmark.simulate.Generator;
import floodmark.simulate.Incident;
import floodmark.stats.Draws;

/**
 * Incidents that follow from mechanisms: users arrive in sessions, machines and lines have limits, and overload, retries, resets
 * and lost answers come of load. Written apart from what likelihood ratios are fitted on, so that it may try them.
 *
 * <p>An incident's explanation is given by its number modulo 5: attack, flash crowd, service failure, network event, nothing
 * unusual; within an explanation numbers turn through its mechanisms.
 */
public final class ShiftedGenerator implements Generator {
    @Override
    public String id() {
        return "shifted";
    }

    @Override
    public Incident incident(long seed, long number) {
        if (number < 0) {
            throw new IllegalArgumentException("incidents are numbered from 0, not " + number);
        }
        Scene scene = SceneMaker.make(Mechanism.of(number), Draws.of(seed, number, 1));
        return new ShiftedIncident(scene, seed, number);
    }
}
