package floodmark.simulate.reference;

import floodmark.model.Window;
import org.jspecify.annotations.Nullable;

/**
 * What a case says beside where and when.
 *
 * @param capacityBps declared capacity, or null
 * @param atLeastBps size that the statement about an attack claims, or null
 * @param atLeastPps the same in packets
 * @param peakUsers published audience, or null
 * @param bpsPerUser assumed volume of one user; with an audience only
 * @param baseline declared baseline, or null
 * @param statements the statements as YAML, indented by two; empty for the usual ones
 */
record Claims(
        @Nullable Long capacityBps,
        @Nullable Long atLeastBps,
        @Nullable Long atLeastPps,
        @Nullable Long peakUsers,
        double bpsPerUser,
        @Nullable Window baseline,
        String statements) {}
