package floodmark.pipeline.watch;

/**
 * One destination's evidence in one bin.
 *
 * @param bin number of the bin
 * @param destination which one
 * @param packets of it in the bin
 * @param bytes of it in the bin
 * @param eValue evidence against nothing unusual; see {@link floodmark.stats.StreamDetector}
 */
public record BinEvidence(long bin, String destination, long packets, long bytes, double eValue) {}
