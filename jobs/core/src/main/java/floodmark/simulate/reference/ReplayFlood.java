package floodmark.simulate.reference;

import floodmark.model.Address;

/**
 * A recorded attack, sent at the subject again: times shifted to the onset, from the start again when it ends, destinations the
 * subject's, each flow repeated or left out so that the rate is a multiple of the recorded one. Senders and ports stay.
 */
final class ReplayFlood extends Flood {
    private static final int TTL = 60;

    private final Recording recording;
    private final long span;
    private final double rate;

    /** @param rate packets to send for each recorded one */
    ReplayFlood(Strength strength, Recording recording, double rate) {
        super(strength);
        this.recording = recording;
        this.rate = rate;
        span = recording.spanNanos();
    }

    @Override
    void send(Moment moment, double packets, long start, long nanos) {
        long onset = strength().course().window().startNanos();
        long from = start - onset;
        long to = from + nanos;
        double strong = strength().course().mean(start, start + nanos) * moment.conditions().passing;
        for (long round = from / span; round * span < to; round++) {
            for (int i = first(from - round * span); i < recording.size(); i++) {
                long at = round * span + recording.start()[i];
                if (at >= to) {
                    break;
                }
                copies(moment, i, onset + at, rate * strong);
            }
        }
    }

    /** The first flow that starts no earlier than a time. */
    private int first(long nanos) {
        int low = 0;
        int high = recording.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (recording.start()[middle] < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void copies(Moment moment, int i, long at, double times) {
        Chance chance = moment.chance();
        View view = moment.recorder().view();
        double grain = grain(view);
        double each = recording.packets()[i] * grain;
        double size =
                recording.bytes()[i] / (double) StrictMath.max(1, recording.packets()[i]);
        long copies = chance.whole(times / grain * view.seen(each));
        Peer peer = new Peer();
        peer.set(recording.sourceHigh()[i], recording.sourceLow()[i], TTL);
        for (long c = 0; c < copies; c++) {
            Address target = chance.pick(strength().targets());
            long seen = moment.recorder().observed(each, chance);
            moment.recorder()
                    .in(
                            at,
                            at + recording.length()[i],
                            peer,
                            target,
                            recording.sourcePort()[i],
                            recording.destinationPort()[i],
                            recording.protocol()[i],
                            recording.flags()[i],
                            seen,
                            (long) (seen * size));
        }
    }
}
