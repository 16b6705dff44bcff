/** Packet captures: pcap and pcapng frames, link and IP headers, and the meter that makes flows of packets. */
@NullMarked
package floodmark.capture.pcap;

import org.jspecify.annotations.NullMarked;
