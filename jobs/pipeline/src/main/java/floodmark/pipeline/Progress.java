package floodmark.pipeline;

/** Hears how far a job is; estimates, and after a recovery they may fall. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (phase, doneRows, totalRows) -> {};

    /** Called now and then from another thread than the caller's. */
    void update(String phase, long doneRows, long totalRows);
}
