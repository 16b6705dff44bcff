package floodmark.simulate.reference;

import floodmark.claim.Vantage.Place;
import floodmark.evidence.Explanation;
import floodmark.model.Address;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.List;

/**
 * Few hosts that move much: a backup, a replication, an upload, a tunnel. Full packets one way, acknowledgements the other, at the
 * rate that the line has left: who transfers in bulk gives way (RFC 5681).
 */
final class BulkTransfer implements Cause {
    /**
     * @param mechanism what it is called
     * @param course when
     * @param daily true if it comes every day at this time
     * @param inbound true if the subject receives
     * @param opened true if the others open the connections
     * @param protocol IP protocol
     * @param port of the side that does not open
     * @param pps full packets a second
     * @param bytes bytes of such a packet
     * @param answers acknowledgements for each
     * @param answerBytes bytes of such an acknowledgement
     * @param flags of packets with data, beside those of the first
     * @param connections of each host
     * @param rows records of a minute, at most
     */
    record Form(
            Mechanism mechanism,
            Course course,
            boolean daily,
            boolean inbound,
            boolean opened,
            int protocol,
            int port,
            double pps,
            double bytes,
            double answers,
            double answerBytes,
            int flags,
            int connections,
            int rows) {}

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int BITS = 8;
    /** Exporters cut long flows. */
    private static final long RECORD = Times.MINUTE;

    private final Form form;
    private final Hosts hosts;
    private final List<Address> targets;
    private final long salt;

    BulkTransfer(Form form, Hosts hosts, List<Address> targets, long salt) {
        this.form = form;
        this.hosts = hosts;
        this.targets = List.copyOf(targets);
        this.salt = salt;
    }

    @Override
    public Explanation kind() {
        return form.mechanism.kind();
    }

    @Override
    public String mechanism() {
        return form.mechanism.id();
    }

    @Override
    public Window when() {
        return form.course.window();
    }

    @Override
    public void emit(Moment moment) {
        if (moment.recorder().view().place() == Place.TELESCOPE) {
            return;
        }
        Conditions conditions = moment.conditions();
        double spare = form.inbound ? conditions.spareIn : conditions.spareOut;
        double given = StrictMath.min(1, spare / (form.pps * form.bytes * BITS));
        long end = moment.start() + moment.nanos();
        for (long from = moment.start(); from < end; from += RECORD) {
            long nanos = StrictMath.min(RECORD, end - from);
            long shifted = today(from);
            double packets = form.pps * given * form.course.mean(shifted, shifted + nanos) * (nanos / 1e9);
            if (packets > 0) {
                boolean first = shifted <= when().startNanos();
                write(moment, packets, from, nanos, first);
            }
        }
    }

    /** The moment of the named day that another day's moment is like. */
    private long today(long nanos) {
        long start = when().startNanos();
        // A little before the start is the start's own day.
        return form.daily ? start - RECORD + Math.floorMod(nanos - start + RECORD, Times.DAY) : nanos;
    }

    private void write(Moment moment, double packets, long start, long nanos, boolean first) {
        Chance chance = moment.chance();
        int flows = hosts.size() * form.connections;
        int speaking = StrictMath.min(flows, form.rows);
        for (int i = 0; i < speaking; i++) {
            int flow = speaking == flows ? i : chance.below(flows);
            double part = hosts.weight(flow % hosts.size()) / form.connections * flows / speaking;
            double seen = packets * part / moment.recorder().view().sampling();
            pair(moment, flow, chance.count(seen), chance.count(seen * form.answers), start, nanos, first);
        }
    }

    private void pair(Moment moment, int flow, int data, int answers, long start, long nanos, boolean first) {
        Peer peer = new Peer();
        hosts.peer(flow % hosts.size(), peer);
        long own = Networks.mix(salt + flow);
        Address subject = targets.get((int) Math.floorMod(own, (long) targets.size()));
        boolean ports = form.protocol == TCP || form.protocol == UDP;
        int chosen = ports ? 32_768 + (int) ((own >>> 40) % 28_232) : 0;
        int remote = form.opened ? chosen : form.port;
        int here = form.opened ? form.port : chosen;
        int in = form.inbound ? data : answers;
        int out = form.inbound ? answers : data;
        int opening = form.protocol == TCP && first ? SYN : 0;
        int dataFlags = form.protocol == TCP ? form.flags | opening : 0;
        int answerFlags = form.protocol == TCP ? ACK | opening : 0;
        long end = start + nanos - 1;
        Recorder recorder = moment.recorder();
        if (in > 0) {
            recorder.in(
                    start,
                    end,
                    peer,
                    subject,
                    remote,
                    here,
                    form.protocol,
                    form.inbound ? dataFlags : answerFlags,
                    in,
                    in * (long) (form.inbound ? form.bytes : form.answerBytes));
        }
        if (out > 0) {
            recorder.out(
                    start,
                    end,
                    subject,
                    peer,
                    here,
                    remote,
                    form.protocol,
                    form.inbound ? answerFlags : dataFlags,
                    out,
                    out * (long) (form.inbound ? form.answerBytes : form.bytes));
        }
    }
}
