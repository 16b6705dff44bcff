package floodmark.evidence;

import floodmark.claim.CaseFile;
import floodmark.claim.Target;
import floodmark.model.Address;
import floodmark.model.Prefix;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses the destinations that stand for "elsewhere", from the baseline alone: those that act as servers (more than one
 * sender in most baseline bins), are not the subject and not its neighbours. Of many, those whose baseline volume is closest to
 * the subject's are taken.
 */
public final class ComparisonChoice {
    private ComparisonChoice() {}

    /**
     * A destination as the screening saw it in the baseline.
     *
     * @param destination address text or label
     * @param baselineBins bins of the baseline that the captures cover
     * @param servingBins of these, bins in which more than one sender started a flow; for counts, bins with a value
     * @param baselineVolume bytes (or what is counted) in the baseline
     */
    public record Candidate(String destination, long baselineBins, long servingBins, double baselineVolume) {}

    /**
     * @param theCase the case; declared comparison destinations are taken as they are
     * @param candidates every destination of the captures, once
     * @param most how many are taken; each costs series in both directions
     * @param subjectVolume the subject's volume in the baseline, of one destination on average
     * @return destinations in their canonical text, sorted
     */
    public static List<String> choose(CaseFile theCase, Stream<Candidate> candidates, double subjectVolume, int most) {
        List<Target> declared = theCase.comparison();
        List<Target> subject = theCase.subject().services().stream()
                .flatMap(s -> s.destinations().stream())
                .toList();
        if (declared != null) {
            return candidates
                    .map(Candidate::destination)
                    .filter(d -> declared.stream().anyMatch(t -> t.matchesLabel(d)))
                    .filter(d -> subject.stream().noneMatch(t -> t.matchesLabel(d)))
                    .sorted()
                    .toList();
        }
        Set<Address> neighbourhoods = new HashSet<>();
        for (Target target : subject) {
            if (target.prefix() != null) {
                neighbourhoods.add(target.prefix().base().network());
            }
        }
        double middle = StrictMath.log1p(subjectVolume);
        return candidates
                .filter(c -> c.baselineBins() > 0 && 2 * c.servingBins() > c.baselineBins())
                .filter(c -> subject.stream().noneMatch(t -> t.matchesLabel(c.destination())))
                .filter(c -> !isNeighbour(c.destination(), neighbourhoods, subject))
                .sorted(Comparator.comparingDouble(
                                (Candidate c) -> StrictMath.abs(StrictMath.log1p(c.baselineVolume()) - middle))
                        .thenComparing(Candidate::destination))
                .limit(most)
                .map(Candidate::destination)
                .sorted()
                .toList();
    }

    /** In the same /24 or /48 as a destination of the subject, or within a shorter prefix of the subject. */
    private static boolean isNeighbour(String destination, Set<Address> neighbourhoods, List<Target> subject) {
        Prefix prefix = Prefix.parse(destination);
        if (prefix == null) {
            return false;
        }
        Address base = prefix.base();
        return neighbourhoods.contains(base.network()) || subject.stream().anyMatch(t -> t.contains(base));
    }
}
