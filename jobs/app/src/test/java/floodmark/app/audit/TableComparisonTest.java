package floodmark.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Column;
import floodmark.model.Table;
import floodmark.model.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableComparisonTest {
    private static final TableSchema SCHEMA = new TableSchema(
            "evidence",
            "",
            List.of(
                    new Column("test", Column.Type.STRING, ""),
                    new Column("p_value", Column.Type.DOUBLE, ""),
                    new Column("at", Column.Type.TIMESTAMP, "")),
            List.of("test"));

    private static Table table(@Nullable Object[]... rows) {
        Table table = new Table(SCHEMA);
        for (@Nullable Object[] row : rows) {
            table.add(row);
        }
        return table;
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static TableComparison compare(Table published, Table recomputed) {
        return new TableComparison("evidence.parquet", published, recomputed);
    }

    @Test
    void namesRowColumnAndByHowMuch() {
        TableComparison found =
                compare(table(row("a", 0.04, 0L), row("b", 0.5, 0L)), table(row("a", 0.54, 0L), row("b", 0.5, 0L)));
        assertThat(found.summary()).isEqualTo("evidence.parquet: 1 of 2 rows differ in p_value");
        assertThat(found.lines()).containsExactly("test=a, p_value: published 0.04, recomputed 0.54 (+0.500)");
        assertThat(found.shown().get(0).by()).isEqualTo(0.5);
    }

    @Test
    void namesRowsThatAreMissingOrTooMany() {
        TableComparison found = compare(table(row("a", 0.04, 0L), row("c", null, 0L)), table(row("b", 0.5, 0L)));
        assertThat(found.summary()).contains("2 rows that the inputs do not give; 1 row missing");
        assertThat(found.lines()).contains("test=b: missing in the result", "test=c: not given by the inputs");
    }

    @Test
    void tellsNothingFromAValueAndTimesToTheMicrosecond() {
        TableComparison found = compare(table(row("a", null, 1_000L)), table(row("a", 0.5, 1_999L)));
        assertThat(found.lines()).containsExactly("test=a, p_value: published nothing, recomputed 0.5");
    }

    @Test
    void rowsWithTheSameKeyAreToldApart() {
        TableComparison found = compare(table(row("a", 1.0, 0L)), table(row("a", 1.0, 0L), row("a", 2.0, 0L)));
        assertThat(found.lines()).containsExactly("test=a (2): missing in the result");
    }

    @Test
    void anotherOrderIsSaid() {
        Table reversed = new Table(new TableSchema("evidence", "", SCHEMA.columns(), List.of()));
        reversed.add("b", 0.5, 0L);
        reversed.add("a", 0.5, 0L);
        assertThat(compare(reversed, table(row("a", 0.5, 0L), row("b", 0.5, 0L)))
                        .summary())
                .isEqualTo("evidence.parquet: the same rows in another order");
    }
}
