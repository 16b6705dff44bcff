@NullMarked
package floodmark.capture.pcap;

import org.jspecify.annotations.NullMarked;
