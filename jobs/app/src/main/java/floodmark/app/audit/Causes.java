package floodmark.app.audit;

import floodmark.app.output.RecordedRun;
import floodmark.app.run.BuildInfo;
import java.util.Optional;

/** The likely cause of a difference, from what fits and what does not. */
final class Causes {
    private Causes() {}

    static boolean sameSoftware(RecordedRun.Software made, BuildInfo build) {
        return made.version().equals(build.version()) && made.commit().equals(build.commit());
    }

    static Optional<String> of(RecordedRun made, BuildInfo build, AuditReport report) {
        if (!report.differs()) {
            return Optional.empty();
        }
        if (report.differs("structure") || report.differs("files")) {
            return Optional.of(
                    "tampering or damage: files were altered after they were written, and their digests do not fit");
        }
        if (report.differs("signature") && !report.differs("recomputed")) {
            return Optional.of("tampering, or another signer than you expect");
        }
        boolean inconsistent = report.differs("tables")
                || report.differs("csv")
                || report.differs("verdict")
                || report.differs("crate")
                || report.differs("statement");
        if (inconsistent) {
            return Optional.of("tampering: files and digests were altered together, and not everywhere alike");
        }
        if (report.differs("inputs")) {
            return Optional.of("another input: the files at hand are not those that were assessed");
        }
        if (!sameSoftware(made.software(), build)) {
            return Optional.of("another software version; check out commit "
                    + made.software().commit() + " and audit with that. If it differs there too: tampering");
        }
        return Optional.of("tampering: every digest fits, so table and digests were made anew together; or this machine"
                + " computes otherwise than the one it was made on (Java "
                + made.software().java() + ", "
                + made.software().os() + ")");
    }
}
