package floodmark.simulate;

import floodmark.evidence.Explanation;
import floodmark.model.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What really happened in an incident.
 *
 * @param explanation what accounts for the trouble
 * @param also what else was present
 * @param mechanism stable name of the kind of incident, such as {@code syn-flood-spoofed} or {@code crowd-scheduled}
 * @param mimicry true if a flood copies the behaviour of users so closely that flow records cannot show it, by design
 * @param blind true if the vantage cannot show the cause, by design
 * @param floodBps mean bit/s of the flood at the subject while it lasts; 0 without a flood
 * @param floodPps mean packets/s of the same
 * @param flood when the flood lasted, or null
 * @param doubling the flood's mean over the trouble window in units of the subject's mean inbound volume at that time, the larger of
 *     bits and packets; 0 without a flood
 */
public record Truth(
        Explanation explanation,
        List<Explanation> also,
        String mechanism,
        boolean mimicry,
        boolean blind,
        double floodBps,
        double floodPps,
        @Nullable Window flood,
        double doubling) {
    public Truth {
        also = List.copyOf(also);
    }

    /** Whether a flood by an adversary reached the subject, as the cause or beside it. */
    public boolean attack() {
        return explanation == Explanation.ATTACK || also.contains(Explanation.ATTACK);
    }
}
