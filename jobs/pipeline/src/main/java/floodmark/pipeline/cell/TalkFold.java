package floodmark.pipeline.cell;

import floodmark.model.Profile.Tally;

/** Ports of one destination's inbound traffic. Encoding, version 1: the version byte and two {@link TallyTable}s. */
public final class TalkFold {
    private static final int VERSION = 1;

    private final TallyTable sourcePorts = new TallyTable();
    private final TallyTable destinationPorts = new TallyTable();

    void add(int protocol, int sourcePort, int destinationPort, long packets, long bytes) {
        sourcePorts.add(protocol, sourcePort, 1, packets, bytes);
        destinationPorts.add(protocol, destinationPort, 1, packets, bytes);
    }

    /** Entries held, as a measure of memory. */
    int size() {
        return sourcePorts.size() + destinationPorts.size();
    }

    byte[] encode(ByteSink out) {
        out.raw(VERSION);
        sourcePorts.encode(out);
        destinationPorts.encode(out);
        return out.take();
    }

    /** Encodes again, after merging. */
    public byte[] encode() {
        return encode(new ByteSink());
    }

    /** Adds what a block holds. */
    public void merge(byte[] block) {
        ByteSource in = new ByteSource(block).expectVersion(VERSION);
        sourcePorts.merge(in);
        destinationPorts.merge(in);
    }

    /** Packets of all ports. */
    public long packets() {
        return sourcePorts.packets();
    }

    /** The protocol and source port with most packets, equals by protocol and port; there must be one. */
    public Tally largestSourcePort() {
        return sourcePorts.largest(tally -> true);
    }

    /** The destination port with most packets of a protocol that has one. */
    public Tally largestDestinationPort(int protocol) {
        return destinationPorts.largest(tally -> tally.protocol() == protocol);
    }
}
