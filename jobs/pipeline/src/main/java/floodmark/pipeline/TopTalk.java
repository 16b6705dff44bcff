package floodmark.pipeline;

/**
 * What most inbound packets of a destination were.
 *
 * @param protocol IP protocol of the pair (protocol, source port) with most packets
 * @param sourcePort source port of that pair
 * @param destinationPort the destination port with most packets within that protocol
 * @param share share of all inbound packets that the pair carries
 */
public record TopTalk(int protocol, int sourcePort, int destinationPort, double share) {}
