package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final TableSchema SCHEMA = new TableSchema(
            "t",
            "a row a thing",
            List.of(
                    new Column("name", Column.Type.STRING, ""),
                    new Column("at", Column.Type.TIMESTAMP, ""),
                    new Column("value", Column.Type.DOUBLE, ""),
                    new Column("count", Column.Type.INT64, ""),
                    new Column("small", Column.Type.INT32, ""),
                    new Column("flag", Column.Type.BOOLEAN, "")),
            List.of("name", "at"));

    @Test
    void sortsByKeyWithNullsFirstWhateverTheOrderOfArrival() {
        List<Integer> order = IntStream.range(0, 60).boxed().collect(Collectors.toList());
        String first = null;
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(order, new Random(round));
            Table table = new Table(SCHEMA);
            for (int i : order) {
                table.add(
                        i % 5 == 0 ? null : "n" + i % 5,
                        i % 12 == 0 ? null : (long) (i / 5 - 6),
                        0.5 * i,
                        (long) i,
                        i,
                        true);
            }
            String sorted = table.sortedRows().stream()
                    .map(row -> row[0] + "/" + row[1])
                    .collect(Collectors.joining(" "));
            assertThat(sorted).startsWith("null/null null/-5 null/-4 ").endsWith(" n4/4 n4/5");
            first = first == null ? sorted : first;
            assertThat(sorted).isEqualTo(first);
            assertThat(table.size()).isEqualTo(60);
        }
    }

    @Test
    void holdsNullsRatherThanNaN() {
        Table table = new Table(SCHEMA);
        table.add("a", 1L, Double.NaN, null, null, null);
        table.add("b", 1L, Double.NEGATIVE_INFINITY, 1L, 1, false);
        assertThat(table.sortedRows().get(0)[2]).isNull();
        assertThat(table.sortedRows().get(1)[2]).isNull();
        assertThat(table.schema().index("flag")).isEqualTo(5);
    }

    @Test
    void refusesWhatDoesNotFitTheSchema() {
        Table table = new Table(SCHEMA);
        assertThatThrownBy(() -> table.add("a", 1L)).hasMessage("t has 6 columns, not 2");
        assertThatThrownBy(() -> table.add("a", 1, 1.0, 1L, 1, true)).hasMessage("t.at takes TIMESTAMP, not Integer");
        assertThatThrownBy(() -> table.add("a", 1L, 1.0, 1, 1, true)).hasMessage("t.count takes INT64, not Integer");
        assertThatThrownBy(() -> table.add("a", 1L, 1f, 1L, 1, true)).hasMessage("t.value takes DOUBLE, not Float");
        assertThatThrownBy(() -> table.add(1, 1L, 1.0, 1L, 1, true)).hasMessage("t.name takes STRING, not Integer");
        assertThatThrownBy(() -> table.add("a", 1L, 1.0, 1L, 1L, true)).hasMessage("t.small takes INT32, not Long");
        assertThatThrownBy(() -> table.add("a", 1L, 1.0, 1L, 1, "x")).hasMessage("t.flag takes BOOLEAN, not String");
        assertThatThrownBy(() -> SCHEMA.index("nope")).hasMessage("t has no column nope");
        assertThat(table.size()).isZero();
    }

    @Test
    void rowsMayBeMadeWhenTheyAreAskedFor() {
        int[] made = new int[1];
        Table table = Table.ordered(SCHEMA, new Table.OnDemand() {
            @Override
            public @Nullable Object value(int row, int column) {
                return column == 2 ? Double.NaN : super.value(row, column);
            }

            @Override
            public Object[] get(int i) {
                made[0]++;
                return new Object[] {"n" + i, (long) i, i == 1 ? Double.NaN : 0.5, 1L, 1, true};
            }

            @Override
            public int size() {
                return 3;
            }
        });
        assertThat(table.size()).isEqualTo(3);
        assertThat(made[0]).isZero();
        assertThat(table.sortedRows()).extracting(row -> row[0]).containsExactly("n0", "n1", "n2");
        assertThat(table.sortedRows().get(1)[2]).isNull();
        assertThat(table.value(2, 0)).isEqualTo("n2");
        made[0] = 0;
        assertThat(table.value(2, 2)).isNull();
        assertThat(made[0]).isZero();
        table.add("a", 1L, 1.0, 1L, 1, true);
        assertThat(table.value(0, 0)).isEqualTo("a");
        assertThat(table.size()).isEqualTo(4);
    }

    @Test
    void rowsThatAreMadeAreChecked() {
        Table table = Table.ordered(SCHEMA, new Table.OnDemand() {
            @Override
            public Object[] get(int i) {
                return i == 0 ? new Object[] {1} : new Object[] {"a", 1, 1.0, 1L, 1, true};
            }

            @Override
            public int size() {
                return 2;
            }
        });
        assertThatThrownBy(() -> table.sortedRows().get(0)).hasMessage("t has 6 columns, not 1");
        assertThatThrownBy(() -> table.sortedRows().iterator().next()).hasMessage("t has 6 columns, not 1");
        assertThatThrownBy(() -> table.value(1, 1)).hasMessage("t.at takes TIMESTAMP, not Integer");
    }

    @Test
    void aRowIsACopy() {
        Object[] row = {"a", 1L, 1.0, 1L, 1, true};
        Table table = new Table(SCHEMA);
        table.add(row);
        row[0] = "b";
        assertThat(table.sortedRows().get(0)[0]).isEqualTo("a");
    }
}
