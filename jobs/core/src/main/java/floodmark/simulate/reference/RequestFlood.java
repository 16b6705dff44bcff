package floodmark.simulate.reference;

import floodmark.model.Address;

/**
 * Bots that speak the service's protocol: complete connections with requests at a steady rate, or very many slow ones. The service
 * answers as long as it can.
 */
final class RequestFlood extends Flood {
    /** Who sends. */
    @FunctionalInterface
    interface Senders {
        void draw(Chance chance, int number, Peer into);
    }

    /**
     * @param service what it asks
     * @param senders who sends
     * @param count how many senders
     * @param packetsEach packets of one connection's record
     * @param answerPackets packets of the answer for each packet of a request
     * @param answerBytes bytes of such a packet
     * @param seconds length of a connection's record
     * @param closes true if connections end within their record
     */
    record Form(
            Service service,
            Senders senders,
            int count,
            double packetsEach,
            double answerPackets,
            double answerBytes,
            double seconds,
            boolean closes) {}

    private static final int COMPLETE = 0x1b;
    private static final int OPEN = 0x1a;
    private static final int DATA = 0x18;

    private final Form form;

    RequestFlood(Strength strength, Form form) {
        super(strength);
        this.form = form;
    }

    @Override
    void send(Moment moment, double packets, long start, long nanos) {
        Chance chance = moment.chance();
        Recorder recorder = moment.recorder();
        View view = recorder.view();
        double each = StrictMath.max(form.packetsEach, grain(view) * view.sampling());
        int rows = chance.count(packets / each * view.seen(each));
        double answered = moment.conditions().answered[0];
        Peer peer = new Peer();
        boolean tcp = form.service.tcp();
        for (int i = 0; i < rows; i++) {
            // Machines take turns: numbers, not popularity, decide who is next.
            form.senders.draw(chance, chance.below(form.count), peer);
            Address to = form.service.addressFor(peer, chance);
            if (to == null) {
                continue;
            }
            long from = start + (long) (chance.uniform() * nanos);
            long until = from + (long) (form.seconds * 1e9 * chance.between(0.8, 1));
            int port = 32768 + chance.below(28232);
            long seen = recorder.observed(each * chance.between(0.9, 1.1), chance);
            int flags = !tcp ? 0 : view.sampling() > 1 ? DATA : form.closes ? COMPLETE : OPEN;
            recorder.in(
                    from,
                    seen == 1 ? from : until,
                    peer,
                    to,
                    port,
                    form.service.port(),
                    form.service.protocol(),
                    flags,
                    seen,
                    seen * (long) (strength().bytes() * chance.between(0.98, 1.02)));
            double back = each * form.answerPackets;
            if (chance.happens(answered * view.seen(back))) {
                long sent = recorder.observed(StrictMath.max(1, back), chance);
                recorder.out(
                        from,
                        until,
                        to,
                        peer,
                        form.service.port(),
                        port,
                        form.service.protocol(),
                        flags,
                        sent,
                        sent * (long) form.answerBytes);
            }
        }
    }
}
