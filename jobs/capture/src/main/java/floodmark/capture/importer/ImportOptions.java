package floodmark.capture.importer;

import floodmark.capture.pcap.FlowMeter;
import floodmark.model.Prefix;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How inputs are to be imported.
 *
 * @param meter how packets become flows
 * @param mapping describes the columns of counter tables; with it all inputs are such tables
 * @param keyFile with it addresses are replaced by pseudonyms under this key
 * @param keep prefixes whose addresses stay as they are all the same
 */
public record ImportOptions(
        FlowMeter.Options meter,
        @Nullable Path mapping,
        @Nullable Path keyFile,
        List<Prefix> keep) {
    /** Packet captures with the usual timeouts and their own addresses. */
    public static final ImportOptions DEFAULT = new ImportOptions(FlowMeter.Options.DEFAULT, null, null, List.of());

    public ImportOptions {
        keep = List.copyOf(keep);
    }
}
