package floodmark.model;

/**
 * One line of the ledger: something that was read, skipped, late, corrected or assumed.
 *
 * @param kind {@code read}, {@code skipped}, {@code late}, {@code corrected}, {@code assumed},
 *     {@code found}, {@code statement} or {@code statement-group}
 * @param where the file as the case writes it, or the part of the case or method concerned
 * @param what a stable identifier of the entry, such as {@code rows} or {@code rows.end-before-start}
 * @param count how many
 * @param note for people; empty if the identifier says it all
 */
public record LedgerEntry(String kind, String where, String what, long count, String note)
        implements Comparable<LedgerEntry> {

    @Override
    public int compareTo(LedgerEntry other) {
        int order = kind.compareTo(other.kind);
        order = order != 0 ? order : where.compareTo(other.where);
        order = order != 0 ? order : what.compareTo(other.what);
        order = order != 0 ? order : note.compareTo(other.note);
        return order != 0 ? order : Long.compare(count, other.count);
    }
}
