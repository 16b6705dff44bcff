package floodmark.simulate.reference;

import floodmark.model.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with the recording.
 *
 * @param gap nothing was recorded then, or null
 * @param doubled every flow was exported twice then, or null
 * @param stepped the coverage window whose clock is off, or null
 * @param stepNanos by how much
 */
record Faults(
        @Nullable Window gap,
        @Nullable Window doubled,
        @Nullable Window stepped,
        long stepNanos) {
    static final Faults NONE = new Faults(null, null, null, 0);

    /** What may go wrong. */
    static final List<String> KINDS = List.of("none", "gap", "doubled", "clock");

    private static final long SECOND = 1_000_000_000L;

    /** One fault of a kind somewhere in the recording. */
    static Faults draw(Chance chance, String kind, List<Window> coverage, long binNanos) {
        Window hit = chance.pick(coverage);
        long step = (long) (chance.logBetween(5, 600) * (chance.happens(0.5) ? SECOND : -SECOND));
        return switch (kind) {
            case "gap" -> new Faults(within(chance, hit, binNanos), null, null, 0);
            case "doubled" -> new Faults(null, within(chance, hit, 4 * binNanos), null, 0);
            case "clock" -> new Faults(null, null, hit, step);
            default -> NONE;
        };
    }

    private static Window within(Chance chance, Window hit, long unit) {
        long length = StrictMath.min(hit.lengthNanos() / 3, (1 + chance.below(8)) * unit);
        long start = hit.startNanos() + (long) (chance.uniform() * (hit.lengthNanos() - length));
        return new Window(start, start + length);
    }
}
