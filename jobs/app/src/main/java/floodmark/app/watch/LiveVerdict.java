package floodmark.app.watch;

import floodmark.claim.Statement;
import floodmark.evidence.Finding;
import floodmark.pipeline.watch.Alarm;
import floodmark.pipeline.watch.WatchedFile;
import floodmark.stats.WatchEvidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a watch shows while it runs.
 *
 * @param caseId id of the case
 * @param caseSha256 digest of the case file
 * @param exploratory true if bins or settings depart from the case as written
 * @param readUntilNanos after the last start of any row that was read, or null before the first
 * @param completeUntilNanos rows that start before this come only late, or null before the first
 * @param files files that are in the sums
 * @param rows rows that were read
 * @param lateRows rows that came later than the bound; they are in the sums
 * @param leftOut files that were refused, and why
 * @param alpha the error that may be made in the whole watch
 * @param evidence whether the subject's traffic is out of the ordinary, all looks corrected for, or null as long as nothing of the trouble is
 *     there
 * @param crossedAtNanos start of the bin that stood out most, or null
 * @param binsRead bins of the watch that have been read
 * @param binsDeclared bins of the watch
 * @param attackRaised true if the evidence has crossed and the rules find an attack in what is there
 * @param why one sentence
 * @param statements the statements and what may be said of them now
 * @param standingOut destinations that stood out among all, latest bins last
 * @param stateBytes size of the sums
 */
public record LiveVerdict(
        String caseId,
        String caseSha256,
        boolean exploratory,
        @Nullable Long readUntilNanos,
        @Nullable Long completeUntilNanos,
        int files,
        long rows,
        long lateRows,
        List<WatchedFile> leftOut,
        double alpha,
        WatchEvidence.@Nullable State evidence,
        @Nullable Long crossedAtNanos,
        int binsRead,
        int binsDeclared,
        boolean attackRaised,
        String why,
        List<SoFarOf> statements,
        List<Alarm> standingOut,
        long stateBytes) {

    /** What may be said of a statement before the end. */
    public record SoFarOf(Statement statement, Finding finding, String why) {}
}
