package floodmark.simulate.reference;

import floodmark.model.Address;
import floodmark.model.Prefix;
import java.util.Objects;

/** A flood whose senders are forged: mostly one packet for each. The victim's answers go to those who never asked. */
final class SpoofedFlood extends Flood {
    /** What addresses are forged. */
    enum Forged {
        /** Any 32 bits, unroutable ones too. */
        ANY,
        /** Any that can be routed. */
        ROUTABLE,
        /** Addresses of the bots' own networks: what networks with ingress filters let pass (RFC 2827). */
        NEIGHBOURS,
        /** A list that is used again and again. */
        LIST
    }

    /**
     * @param forged what addresses
     * @param protocol IP protocol
     * @param flags TCP flags
     * @param port destination port, or 0 for all of them
     * @param sourcePort or 0 for all of them
     * @param answers share of the packets that the victim answers
     * @param answerFlags TCP flags of the answer
     */
    record Form(Forged forged, int protocol, int flags, int port, int sourcePort, double answers, int answerFlags) {}

    private static final int ANSWER_BYTES = 44;
    private static final int PORTS = 65_536;

    private final Form form;
    private final int[] pool;
    private final int ttl;

    SpoofedFlood(Strength strength, Form form, int poolSize, Chance chance) {
        super(strength);
        this.form = form;
        boolean pooled = form.forged == Forged.NEIGHBOURS || form.forged == Forged.LIST;
        pool = new int[pooled ? poolSize : 0];
        for (int i = 0; i < pool.length; i++) {
            pool[i] = Networks.routable(chance);
        }
        ttl = chance.happens(0.6) ? 64 : 255;
    }

    @Override
    boolean backscatter() {
        return form.forged != Forged.LIST && form.answers > 0;
    }

    private int forge(Chance chance) {
        return switch (form.forged) {
            case ANY -> (int) chance.seed();
            case ROUTABLE -> Networks.routable(chance);
            case NEIGHBOURS -> chance.pick(pool) & 0xffff0000 | chance.below(1 << 16);
            case LIST -> chance.pick(pool);
        };
    }

    @Override
    void send(Moment moment, double packets, long start, long nanos) {
        Chance chance = moment.chance();
        Recorder recorder = moment.recorder();
        View view = recorder.view();
        double grain = grain(view);
        int rows = chance.count(packets / view.sampling() / grain);
        Peer peer = new Peer();
        for (int i = 0; i < rows; i++) {
            peer.setIpv4(forge(chance), ttl - 5 - chance.below(15));
            Address target = chance.pick(strength().targets());
            long at = start + (long) (chance.uniform() * nanos);
            long seen = 1L + chance.count(grain - 1);
            int port = form.port == 0 ? chance.below(PORTS) : form.port;
            int sourcePort = form.sourcePort == 0 ? 1024 + chance.below(PORTS - 1024) : form.sourcePort;
            recorder.in(
                    at,
                    at + (seen - 1) * nanos / 50,
                    peer,
                    target,
                    sourcePort,
                    port,
                    form.protocol,
                    form.flags,
                    seen,
                    seen * (long) strength().bytes());
            if (chance.happens(form.answers)) {
                recorder.out(
                        at,
                        at,
                        target,
                        peer,
                        port,
                        sourcePort,
                        form.protocol,
                        form.answerFlags,
                        seen,
                        seen * ANSWER_BYTES);
            }
        }
    }

    @Override
    void backscatter(Moment moment, double packets, long start, long nanos) {
        Prefix telescope = Objects.requireNonNull(moment.recorder().view().telescope());
        double part = StrictMath.pow(2, -telescope.length());
        if (form.forged == Forged.ROUTABLE || form.forged == Forged.ANY) {
            Chance chance = moment.chance();
            int rows = chance.count(packets * form.answers * part);
            for (int i = 0; i < rows; i++) {
                Address target = chance.pick(strength().targets());
                long to = telescope.base().low() | chance.seed() & (1L << 32 - telescope.length()) - 1;
                long at = start + (long) (chance.uniform() * nanos);
                moment.recorder()
                        .record(
                                at,
                                at,
                                target.high(),
                                target.low(),
                                0,
                                to,
                                form.port == 0 ? chance.below(PORTS) : form.port,
                                1024 + chance.below(PORTS - 1024),
                                form.protocol,
                                form.answerFlags,
                                1,
                                ANSWER_BYTES,
                                50);
            }
        }
    }
}
