package floodmark.capture;

import floodmark.model.Address;

/**
 * One unidirectional flow on its way from an importer to a writer. Names follow the IPFIX information elements.
 *
 * @param startNanos [152] first packet, nanoseconds since the epoch
 * @param endNanos [153] last packet
 * @param source [8/27]
 * @param destination [12/28]
 * @param sourcePort [7]; 0 where there is none
 * @param destinationPort [11]; ICMP: type * 256 + code
 * @param protocol [4]
 * @param tcpFlags [6] OR over the flow; 0 if not TCP
 * @param packets [2] as observed
 * @param bytes [1] IP bytes as observed
 * @param samplingRate [34] 1:N; 1 if unsampled
 * @param ttlMin [52] or -1 if unknown
 * @param ttlMax [53] or -1 if unknown
 */
public record FlowRecord(
        long startNanos,
        long endNanos,
        Address source,
        Address destination,
        int sourcePort,
        int destinationPort,
        int protocol,
        int tcpFlags,
        long packets,
        long bytes,
        int samplingRate,
        int ttlMin,
        int ttlMax) {}
