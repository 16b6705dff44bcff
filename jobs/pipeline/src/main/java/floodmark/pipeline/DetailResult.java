package floodmark.pipeline;

import floodmark.model.CountSeries;
import floodmark.model.DestinationSeries;
import floodmark.model.LedgerEntry;
import floodmark.model.Profile;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * @param series by destination, then service; traffic of the subject outside every narrowed service has service {@code ""},
 *     as have the others
 * @param profiles of each service in each phase, in the order of the services; the rest of the subject, service {@code ""},
 *     last and only where it had traffic
 * @param counts by destination, metric and direction; empty for flows
 * @param sendersToSubject others that sent at least one flow to the subject within the baseline windows
 * @param top by other destination that received packets
 * @param ledger what was read and skipped, as in the first pass; what was found and corrected, among the rows that matter here
 */
public record DetailResult(
        List<DestinationSeries> series,
        List<Profile> profiles,
        List<CountSeries> counts,
        SortedSet<String> sendersToSubject,
        SortedMap<String, TopTalk> top,
        List<LedgerEntry> ledger) {}
