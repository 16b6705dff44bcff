package floodmark.capture.pcap;

import java.io.IOException;

/** Hands out the frames of a packet capture one by one. What cannot be read goes to the report, not into an exception. */
interface FrameReader {
    /** Fills the frame; false at the end of the capture, or where it is too damaged to go on. */
    boolean next(Frame frame) throws IOException;
}
