package floodmark.pipeline;

import floodmark.model.DestinationSeries;
import floodmark.model.LedgerEntry;
import floodmark.stats.PooledTail;
import java.util.List;
import java.util.Map;

/**
 * @param destinations every destination, by its text; each is made when it is asked for
 * @param pools block scores of all destinations
 * @param total all inbound traffic per bin, destination {@code *}, without SYN packets, senders and the outbound side (they
 *     are 0); no bins for counts
 * @param ledger what was read, skipped, found and corrected, in its own order
 */
public record ScreeningResult(
        List<DestinationScreen> destinations,
        Map<Family, PooledTail.Pool> pools,
        DestinationSeries total,
        List<LedgerEntry> ledger) {
    /**
     * A metric, in or out: over all destinations one family, pooled and corrected together. There are few: each has
     * a pool of some hundred kilobytes.
     *
     * @param metric as {@link MetricScreen#metric}
     * @param out false for what comes in and for counts that do not say
     */
    public record Family(String metric, boolean out) {
        /** The family that a metric of a destination belongs to. */
        public static Family of(MetricScreen metric) {
            return new Family(metric.metric(), metric.direction() < 0);
        }
    }
}
