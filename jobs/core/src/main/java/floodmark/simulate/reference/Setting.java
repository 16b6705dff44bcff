package floodmark.simulate.reference;

import floodmark.model.Times;
import floodmark.model.Window;
import org.jspecify.annotations.Nullable;

/**
 * What a cause is fitted into.
 *
 * @param site the subject
 * @param view the vantage
 * @param trouble when users notice
 * @param captured the stretch around the trouble that is captured
 * @param pps the subject's inbound packets a second at that time, usually
 * @param bps and bit/s
 * @param growth how far a crowd, a storm of retries or a surge grows, in units of the usual demand
 * @param budget records that a flood may take, about
 * @param scheduled when an event was due to begin, or null
 */
record Setting(
        Site site,
        View view,
        Window trouble,
        Window captured,
        double pps,
        double bps,
        double growth,
        int budget,
        @Nullable Long scheduled) {

    /** The window of a cause that begins so many seconds before users notice. */
    Window around(Chance chance, Knobs knobs, double leadSeconds) {
        long lead = (long) (leadSeconds * Times.SECOND);
        long start = knobs.time("start", trouble.startNanos() - lead);
        double lasts = trouble.seconds() * chance.between(0.9, 1.3);
        double drawn = StrictMath.max(60, (trouble.startNanos() - start) / 1e9 + lasts);
        double duration = knobs.seconds("duration", 1, 30 * 86_400, drawn);
        return new Window(start, start + (long) (duration * Times.SECOND));
    }
}
