package floodmark.simulate.shifted;

/**
 * One kind of packet in a flood.
 *
 * @param share of the flood's packets
 * @param least fewest IP bytes of a packet
 * @param most most IP bytes
 * @param sourcePort -1: any
 * @param destinationPort -1: any
 * @param stream whether a source's packets have the same ports, so that a minute of them is one flow
 * @param spoofed whether source addresses are invented for each packet
 * @param answer what the subject sends back
 */
record Strand(
        double share,
        int protocol,
        Trace trace,
        double least,
        double most,
        int sourcePort,
        int destinationPort,
        boolean stream,
        boolean spoofed,
        Trace answer) {

    double meanBytes() {
        return (least + most) / 2;
    }
}
