package floodmark.app.assess;

import floodmark.evidence.Schemas;
import floodmark.model.LedgerEntry;
import floodmark.model.Table;
import java.util.List;

/** Fills the {@code ledger} table. */
final class LedgerTable {
    private LedgerTable() {}

    static Table of(List<LedgerEntry> entries) {
        Table table = new Table(Schemas.LEDGER);
        entries.stream()
                .sorted()
                .forEach(e -> table.add(
                        e.kind(), e.where(), e.what(), e.count(), e.note().isEmpty() ? null : e.note()));
        return table;
    }
}
