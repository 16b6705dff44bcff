package floodmark.capture.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.FlowBatch;
import floodmark.capture.FlowRecord;
import floodmark.capture.LocalFile;
import floodmark.capture.parquet.VariantWriter.AddressForm;
import floodmark.capture.parquet.VariantWriter.Form;
import floodmark.capture.parquet.VariantWriter.Pages;
import floodmark.model.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every codec, page version, kind of pages and time unit, each with the other choices in turn. */
class ParquetVariantsTest {
    private static final int ROWS = 2500;

    @TempDir
    private Path directory;

    static Stream<Form> forms() {
        List<Form> forms = new ArrayList<>();
        List<AddressForm> addressForms = List.of(AddressForm.values());
        for (CompressionCodecName codec : List.of(
                CompressionCodecName.UNCOMPRESSED,
                CompressionCodecName.SNAPPY,
                CompressionCodecName.GZIP,
                CompressionCodecName.ZSTD,
                CompressionCodecName.LZ4_RAW)) {
            for (WriterVersion version : WriterVersion.values()) {
                for (Pages pages : Pages.values()) {
                    for (TimeUnit unit : TimeUnit.values()) {
                        int turn = forms.size();
                        forms.add(new Form(
                                unit,
                                addressForms.get(turn % addressForms.size()),
                                turn / 2 % 2 == 0,
                                turn / 3 % 2 == 0,
                                pages,
                                version,
                                codec,
                                turn % 2 == 0,
                                turn / 5 % 3 > 0,
                                turn % 7 == 0 ? 600 : ROWS,
                                nulls(turn)));
                    }
                }
            }
        }
        return forms.stream();
    }

    private static IntPredicate nulls(int turn) {
        if (turn / 5 % 3 == 2) {
            return turn % 2 == 0 ? row -> (row * 0x9e3779b9) >>> 28 == 0 : row -> row >= 650 && row < 1500;
        }
        return row -> false;
    }

    /** None, few, some and nearly all rows: pages that stay packed, single values, and whole batches. */
    @ParameterizedTest
    @MethodSource("forms")
    void givesChosenRowsAsIfAllHadBeenRead(Form form) throws IOException {
        List<FlowRecord> flows = Captures.random(ROWS, 6, 1_000_000_000, form.addresses() == AddressForm.UINT32);
        Path file = directory.resolve("variant.parquet");
        new VariantWriter(form).write(file, flows);
        Captures.Flows all = Captures.read(file);
        for (int ofHundred : new int[] {0, 1, 8, 95}) {
            Predicate<Address> wanted = source -> Math.floorMod(source.hash64(), 100) < ofHundred;
            Captures.Flows chosen =
                    Captures.read(LocalFile.open(file), FlowBatch.Columns.ALL, Captures.bySource(wanted));
            assertThat(chosen.rows())
                    .isEqualTo(all.rows().stream()
                            .filter(flow -> wanted.test(flow.source()))
                            .toList());
            assertThat(chosen.rejected()).isEqualTo(all.rejected());
            assertThat(chosen.passedOver())
                    .isEqualTo(all.rows().size() - chosen.rows().size());
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormGivesTheSameRows(Form form) throws IOException {
        long perUnit = form.unit() == TimeUnit.MILLIS ? 1_000_000 : form.unit() == TimeUnit.MICROS ? 1_000 : 1;
        List<FlowRecord> flows = Captures.random(ROWS, 5, perUnit, form.addresses() == AddressForm.UINT32);
        Path file = directory.resolve("variant.parquet");
        new VariantWriter(form).write(file, flows);
        List<FlowRecord> expected = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            if (!form.nulls().test(i)) {
                expected.add(flows.get(i));
            }
        }
        Captures.Flows read = Captures.read(file);
        assertThat(read.rows()).isEqualTo(expected);
        long nulls = (long) ROWS - expected.size();
        assertThat(read.rejected()).isEqualTo(nulls == 0 ? Map.of() : Map.of("null-required", nulls));
    }
}
