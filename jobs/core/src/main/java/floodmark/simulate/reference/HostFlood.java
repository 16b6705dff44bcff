package floodmark.simulate.reference;

import floodmark.model.Address;

/** A flood from hosts that send by themselves: reflectors, whose source port is that of their service, or bots. */
final class HostFlood extends Flood {
    /**
     * @param protocol IP protocol
     * @param flags TCP flags
     * @param sourcePort of every packet, or 0 for another one of each host
     * @param port destination port; 0 for all of them, {@link #PER_HOST} for one to each host
     * @param fragments share of later fragments, which carry no ports
     * @param sizeSpread relative spread of packet sizes
     * @param answers share of the records that the victim answers
     * @param answerFlags TCP flags of the answer
     */
    record Form(
            int protocol,
            int flags,
            int sourcePort,
            int port,
            double fragments,
            double sizeSpread,
            double answers,
            int answerFlags) {}

    static final int PER_HOST = -1;
    private static final int PORTS = 65_536;
    private static final int ANSWER_BYTES = 40;
    private static final int LEAST_BYTES = 28;
    private static final int MTU = 1500;

    private final Form form;
    private final Hosts hosts;
    private final long salt;

    HostFlood(Strength strength, Form form, Hosts hosts, long salt) {
        super(strength);
        this.form = form;
        this.hosts = hosts;
        this.salt = salt;
    }

    @Override
    void send(Moment moment, double packets, long start, long nanos) {
        Chance chance = moment.chance();
        View view = moment.recorder().view();
        double recorded = packets / view.sampling();
        double mean = strength().course().mean();
        double share = nanos / 1e9 / strength().course().window().seconds() / StrictMath.max(0.01, mean);
        // As many hosts speak in this moment as there are records for; the others' packets are theirs.
        double most = StrictMath.max(1, strength().records() * share);
        int speaking = (int) StrictMath.min(hosts.size(), StrictMath.ceil(most));
        boolean all = speaking == hosts.size();
        int rowsOfEach = form.port == 0 ? (int) StrictMath.max(1, most / speaking) : 1;
        Peer peer = new Peer();
        for (int i = 0; i < speaking; i++) {
            int host = all ? i : chance.below(hosts.size());
            double part = hosts.weight(host) * hosts.size() / speaking / rowsOfEach;
            for (int row = 0; row < rowsOfEach; row++) {
                int seen = chance.count(recorded * part);
                if (seen > 0) {
                    hosts.peer(host, peer);
                    write(moment, peer, host, seen, start, nanos);
                }
            }
        }
    }

    private void write(Moment moment, Peer peer, int host, int seen, long start, long nanos) {
        Chance chance = moment.chance();
        Address target = chance.pick(strength().targets());
        long own = Networks.mix(salt + host);
        long from = start + (long) (chance.uniform() * nanos * 0.3);
        long to = seen == 1 ? from : StrictMath.max(from, start + nanos - 1);
        int sourcePort = form.sourcePort != 0
                ? form.sourcePort
                : form.protocol == 1 || form.protocol == 47 ? 0 : 1024 + (int) ((own >>> 20) % (PORTS - 1024));
        int port = form.port == PER_HOST
                ? 1024 + (int) ((own >>> 40) % (PORTS - 1024))
                : form.port == 0 ? chance.below(PORTS) : form.port;
        int pieces = 0;
        for (int i = 0; i < StrictMath.min(seen, 20) && form.fragments > 0; i++) {
            pieces += chance.happens(form.fragments) ? 1 : 0;
        }
        long later = seen <= 20 ? pieces : (long) (seen * form.fragments);
        if (seen > later) {
            recordIn(moment, from, to, peer, target, sourcePort, port, seen - later);
        }
        if (later > 0) {
            recordIn(moment, from, to, peer, target, 0, 0, later);
        }
        if (chance.happens(form.answers)) {
            moment.recorder()
                    .out(
                            from,
                            to,
                            target,
                            peer,
                            port,
                            sourcePort,
                            form.protocol,
                            form.answerFlags,
                            seen,
                            (long) seen * ANSWER_BYTES);
        }
    }

    private void recordIn(
            Moment moment, long from, long to, Peer peer, Address target, int sourcePort, int port, long packets) {
        double spread = 1 + form.sizeSpread * (2 * moment.chance().uniform() - 1);
        long size = (long)
                StrictMath.max(LEAST_BYTES, StrictMath.min(MTU, strength().bytes() * spread));
        moment.recorder()
                .in(from, to, peer, target, sourcePort, port, form.protocol, form.flags, packets, packets * size);
    }
}
