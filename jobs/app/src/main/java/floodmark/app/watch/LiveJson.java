package floodmark.app.output;

import floodmark.model.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code verdict.json} of a watch that runs: marked as running, and without what only the end can say. */
public final class LiveJson {
    private LiveJson() {}

    /** A bin in which a destination stood out. */
    public record Standing(
            long binStartNanos, String destination, long packets, long bytes, double eValue, long among) {}

    /** A statement, and what may be said of it now. */
    public record Said(String id, String asserts, String finding, String why) {}

    /** A file that was refused. */
    public record LeftOut(String path, String why) {}

    /**
     * Everything in the file.
     *
     * @param pValue smallest so far, corrected for all looks; null as long as nothing of the trouble is there
     * @param eValue 0, or 1/alpha once the p-value is at most alpha; null likewise
     */
    public record Content(
            String caseId,
            String caseSha256,
            boolean exploratory,
            @Nullable Long readUntilNanos,
            @Nullable Long completeUntilNanos,
            int files,
            long rows,
            long lateRows,
            double alpha,
            @Nullable Double pValue,
            @Nullable Double eValue,
            @Nullable Long mostAtNanos,
            int binsRead,
            int binsDeclared,
            boolean attackRaised,
            String why,
            List<Said> statements,
            List<Standing> standingOut,
            List<LeftOut> leftOut,
            long stateBytes) {}

    /** The file's bytes. */
    public static byte[] bytes(Content c) {
        return Json.object(json -> json.put("floodmark", 1)
                .put("running", true)
                .put("case", c.caseId)
                .put("case_sha256", c.caseSha256)
                .put("exploratory", c.exploratory)
                .put("read_until", text(c.readUntilNanos))
                .put("complete_until", text(c.completeUntilNanos))
                .put("files", c.files)
                .put("rows", c.rows)
                .put("late_rows", c.lateRows)
                .object(
                        "evidence",
                        e -> e.number("alpha", c.alpha)
                                .number("p_value", c.pValue)
                                .number("e_value", c.eValue)
                                .put("most_at", text(c.mostAtNanos))
                                .put("bins_read", c.binsRead)
                                .put("bins_declared", c.binsDeclared))
                .object("attack", a -> a.put("raised", c.attackRaised).put("why", c.why))
                .objects(
                        "statements",
                        c.statements,
                        (j, s) -> j.put("id", s.id)
                                .put("asserts", s.asserts)
                                .put("finding", s.finding)
                                .put("why", s.why))
                .objects(
                        "standing_out",
                        c.standingOut,
                        (j, s) -> j.put("bin_start", text(s.binStartNanos))
                                .put("destination", s.destination)
                                .put("packets", s.packets)
                                .put("bytes", s.bytes)
                                .number("e_value", s.eValue)
                                .put("among", s.among))
                .objects("left_out", c.leftOut, (j, f) -> j.put("path", f.path).put("why", f.why))
                .put("state_bytes", c.stateBytes));
    }

    private static @Nullable String text(@Nullable Long nanos) {
        return nanos == null ? null : Times.text(nanos);
    }
}
