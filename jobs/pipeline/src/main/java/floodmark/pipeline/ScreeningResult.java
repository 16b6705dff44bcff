package floodmark.pipeline;

import floodmark.model.DestinationSeries;
import floodmark.model.LedgerEntry;
import java.util.List;

/**
 * @param destinations every destination, by its text
 * @param total all inbound traffic per bin, destination {@code *}, without SYN packets, senders and the outbound side (they
 *     are 0); no bins for counts
 * @param ledger what was read, skipped, found and corrected, in its own order
 */
public record ScreeningResult(
        List<DestinationScreen> destinations, DestinationSeries total, List<LedgerEntry> ledger) {}
