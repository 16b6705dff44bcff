package floodmark.pipeline.cell;

import floodmark.capture.FlowBatch;
import floodmark.model.Address;
import floodmark.model.Profile.Phase;
import floodmark.model.Window;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sums of the second pass that are not series: profiles of the subject's services in both phases, and the ports of the others. */
final class Portraits {
    private static final Phase[] PHASES = Phase.values();

    private final Subject subject;
    private final List<Window> baseline;
    private final List<Window> trouble;
    private final @Nullable ProfileFold[] profiles;
    private final @Nullable TalkFold[] talks;

    Portraits(Subject subject, List<Window> baseline, List<Window> trouble) {
        this.subject = subject;
        this.baseline = baseline;
        this.trouble = trouble;
        profiles = new @Nullable ProfileFold[(subject.serviceCount() + 1) * PHASES.length];
        talks = new @Nullable TalkFold[subject.others().size()];
    }

    /** Whether a flow that starts then belongs to the baseline. */
    boolean inBaseline(long startNanos) {
        return within(baseline, startNanos);
    }

    private static boolean within(List<Window> windows, long nanos) {
        for (Window window : windows) {
            if (window.contains(nanos)) {
                return true;
            }
        }
        return false;
    }

    /** A flow to a service of the subject; volumes scaled. */
    void in(FlowBatch batch, int row, int service, long packets, long bytes, boolean syn) {
        Address source = batch.sources.address(batch.source[row]);
        for (Phase phase : PHASES) {
            if (within(windows(phase), batch.startNanos[row])) {
                profile(service, phase).in(batch, row, packets, bytes, syn, source, Bogons.contains(source));
            }
        }
    }

    /** A flow from a service of the subject; volumes scaled. */
    void out(FlowBatch batch, int row, int service, long packets, long bytes) {
        Address receiver = batch.addresses.address(batch.destination[row]);
        for (Phase phase : PHASES) {
            if (within(windows(phase), batch.startNanos[row])) {
                profile(service, phase).out(batch, row, packets, bytes, receiver);
            }
        }
    }

    /**
     * A flow to another destination; volumes scaled.
     *
     * @param other the destination's number, as {@link Subject#otherNumber} gives it
     */
    void talk(FlowBatch batch, int row, int other, long packets, long bytes) {
        TalkFold talk = talks[other];
        if (talk == null) {
            talk = new TalkFold();
            talks[other] = talk;
        }
        talk.add(batch.protocol[row], batch.sourcePort[row], batch.destinationPort[row], packets, bytes);
    }

    private List<Window> windows(Phase phase) {
        return phase == Phase.BASELINE ? baseline : trouble;
    }

    private ProfileFold profile(int service, Phase phase) {
        int at = service * PHASES.length + phase.ordinal();
        ProfileFold profile = profiles[at];
        if (profile == null) {
            profile = new ProfileFold();
            profiles[at] = profile;
        }
        return profile;
    }

    /** Entries held, as a measure of memory. */
    int size() {
        int entries = 0;
        for (ProfileFold profile : profiles) {
            entries += profile == null ? 0 : profile.size();
        }
        for (TalkFold talk : talks) {
            entries += talk == null ? 0 : talk.size();
        }
        return entries;
    }

    /** Gives everything as blocks and is empty afterwards. */
    void drain(ByteSink out, List<Block> blocks) {
        for (int i = 0; i < profiles.length; i++) {
            ProfileFold profile = profiles[i];
            if (profile != null) {
                Phase phase = PHASES[i % PHASES.length];
                String service = subject.name(i / PHASES.length);
                blocks.add(new Block(Kind.PROFILE.key(service + '\t' + phase), profile.encode(out)));
            }
        }
        for (int i = 0; i < talks.length; i++) {
            TalkFold talk = talks[i];
            if (talk != null) {
                blocks.add(new Block(Kind.TALK.key(subject.others().get(i).toString()), talk.encode(out)));
            }
        }
        Arrays.fill(profiles, null);
        Arrays.fill(talks, null);
    }
}
