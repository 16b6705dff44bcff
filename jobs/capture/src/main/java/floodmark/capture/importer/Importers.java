package floodmark.capture.importer;

import floodmark.capture.CaptureInput;
import floodmark.model.UserError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The formats that can be imported. */
public final class Importers {
    private static final int SHOWN = 8;

    /** All formats, in the order in which they are tried. */
    public static final List<Importer> ALL = List.of(new PcapImporter(), new PcapngImporter());

    private Importers() {}

    /**
     * The format of an input.
     *
     * @throws UserError if it is of none
     */
    static Importer of(CaptureInput input) {
        byte[] head = input.head();
        for (Importer importer : ALL) {
            if (importer.probe(head, input.name())) {
                return importer;
            }
        }
        String first = HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(head, Math.min(head.length, SHOWN)));
        String known =
                ALL.stream().map(i -> i.id() + " (" + i.signature() + ")").collect(Collectors.joining(", "));
        throw UserError.of(
                input.name(),
                "is in no format that can be imported",
                head.length == 0 ? "an empty file" : "first bytes " + first,
                known + ", or gzip of these",
                advice(head));
    }

    private static String advice(byte[] head) {
        if (startsWith(head, "PAR1")) {
            return "Flow Parquet needs no import: name it in the case as it is";
        }
        boolean text = head.length > 0;
        for (byte b : head) {
            text &= b >= ' ' || b == '\n' || b == '\r' || b == '\t';
        }
        return text
                ? "If it is a table of counters, describe its columns and pass the description as --mapping FILE"
                : "Convert it with editcap, or check that it is complete";
    }

    private static boolean startsWith(byte[] head, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.US_ASCII);
        return head.length >= wanted.length && Arrays.equals(wanted, Arrays.copyOf(head, wanted.length));
    }
}
