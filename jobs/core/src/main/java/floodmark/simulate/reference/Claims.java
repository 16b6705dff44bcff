package floodmark.simulate.reference;

import floodmark.model.Window;
import org.jspecify.annotations.Nullable;

/**
 * What a case says beside where and when.
 *
 * @param capacityBps declared capacity, or null
 * @param atLeastBps size that the statement about an attack claims, or null
 * @param atLeastPps the same in packets
 * @param demand the published audience as YAML; empty if there is none
 * @param baseline declared baseline, or null
 * @param statements the statements as YAML, indented by two; empty for the usual ones
 */
record Claims(
        @Nullable Long capacityBps,
        @Nullable Long atLeastBps,
        @Nullable Long atLeastPps,
        String demand,
        @Nullable Window baseline,
        String statements) {}
