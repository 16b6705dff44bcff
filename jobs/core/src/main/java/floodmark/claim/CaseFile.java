package floodmark.claim;

import floodmark.model.Window;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case: statements about one incident and where to look.
 *
 * @param id identifier, {@code case:} in the file
 * @param title one line for people; the id if absent
 * @param subject who or what was in trouble
 * @param trouble the window of the trouble
 * @param scheduledStartNanos the scheduled start of an event, or null
 * @param baseline the declared baseline, or null for the default
 * @param binNanos the declared bin length, or null for the default
 * @param slackNanos the declared search slack around the trouble window; 0 if none
 * @param comparison the declared comparison destinations, or null for {@code auto}
 * @param demand published audience numbers, or null
 * @param captures what to read, in the order of the file
 * @param statements what was said; never empty after {@link CaseReader} has run
 * @param statementsImplied true if the file held no statements and every kind is assessed
 * @param sha256 digest of the file's bytes, lower-case hexadecimal
 * @param where the file as named on the command line, for messages
 */
public record CaseFile(
        String id,
        String title,
        Subject subject,
        Window trouble,
        @Nullable Long scheduledStartNanos,
        @Nullable Window baseline,
        @Nullable Long binNanos,
        long slackNanos,
        @Nullable List<Target> comparison,
        @Nullable Demand demand,
        List<CaptureRef> captures,
        List<Statement> statements,
        boolean statementsImplied,
        String sha256,
        String where) {

    public CaseFile {
        comparison = comparison == null ? null : List.copyOf(comparison);
        captures = List.copyOf(captures);
        statements = List.copyOf(statements);
    }

    /**
     * @param name for people
     * @param services never empty; no two can hold the same flow
     * @param capacityBps total capacity in bit/s, each direction by itself, or null
     * @param links capacities per link; empty if none is declared
     */
    public record Subject(
            String name, List<Service> services, @Nullable Long capacityBps, List<Link> links) {
        public Subject {
            services = List.copyOf(services);
            links = List.copyOf(links);
        }
    }

    /**
     * @param name as in the file
     * @param destinations never empty
     * @param ports destination ports that narrow it; empty means all
     * @param protocols IP protocol numbers that narrow it; empty means all
     */
    public record Service(String name, List<Target> destinations, List<Integer> ports, List<Integer> protocols)
            implements Serializable {
        public Service {
            destinations = List.copyOf(destinations);
            ports = List.copyOf(ports);
            protocols = List.copyOf(protocols);
        }

        /** True if ports or protocols narrow it. */
        public boolean narrowed() {
            return !ports.isEmpty() || !protocols.isEmpty();
        }
    }

    /**
     * @param name of the link
     * @param bps capacity in bit/s
     * @param exporter exporter address, or null
     * @param ifIndex interface number, or null
     * @param direction {@code in}, {@code out} or null for each by itself
     */
    public record Link(
            String name,
            long bps,
            @Nullable String exporter,
            @Nullable Integer ifIndex,
            @Nullable String direction) {}

    /**
     * @param peakUsers published peak audience, or null
     * @param testedUsers audience that the operator says it tested, or null
     * @param bitsPerSecondPerUser assumed volume of one user, or null
     */
    public record Demand(
            @Nullable Long peakUsers,
            @Nullable Long testedUsers,
            @Nullable Double bitsPerSecondPerUser) {}

    /**
     * @param path as written: file, directory, glob or Flink file-system URI
     * @param layout declared layout, or null for detection
     * @param vantage where it was captured
     * @param licence on what terms it may be used, or null if the case does not say
     * @param access how somebody else can get it, or null if the case does not say
     */
    public record CaptureRef(
            String path,
            @Nullable String layout,
            Vantage vantage,
            @Nullable String licence,
            @Nullable String access) {
        /** A capture of which only the place is known. */
        public CaptureRef(String path, @Nullable String layout, Vantage vantage) {
            this(path, layout, vantage, null, null);
        }
    }
}
