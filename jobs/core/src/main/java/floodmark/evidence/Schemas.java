package floodmark.evidence;

import static floodmark.model.Column.Type.BOOLEAN;
import static floodmark.model.Column.Type.DOUBLE;
import static floodmark.model.Column.Type.INT32;
import static floodmark.model.Column.Type.INT64;
import static floodmark.model.Column.Type.STRING;
import static floodmark.model.Column.Type.TIMESTAMP;

import floodmark.model.Column;
import floodmark.model.TableSchema;
import java.util.List;

/** The result tables: the one definition that writers, report and data dictionary share. */
public final class Schemas {
    private Schemas() {}

    /** One row a test on a subject. */
    public static final TableSchema EVIDENCE = new TableSchema(
            "evidence",
            "One row for each test on a subject, service or destination; a test that does not apply is a row too.",
            List.of(
                    c("case", STRING, "Id of the case."),
                    c("family", STRING, "Evidence family, such as volume or makeup."),
                    c("test", STRING, "Identifier of the test within its family."),
                    c("service", STRING, "Service of the subject the row is about; null for the subject as a whole."),
                    c("destination", STRING, "Destination the row is about; null for all of the service or subject."),
                    c("window_start", TIMESTAMP, "Start of the window that was tested, UTC."),
                    c("window_end", TIMESTAMP, "End of the window that was tested, UTC, exclusive."),
                    c("metric", STRING, "What was measured, such as bps, pps, flows or requests."),
                    c("unit", STRING, "Unit of observed, expected, smallest_visible and upper_bound."),
                    c("observed", DOUBLE, "Value in the window."),
                    c(
                            "expected",
                            DOUBLE,
                            "Value expected without an effect; null if there is nothing to expect it from."),
                    c("expected_low", DOUBLE, "Lower end of the 95 % interval of the expectation."),
                    c("expected_high", DOUBLE, "Upper end of the 95 % interval of the expectation."),
                    c(
                            "effect",
                            DOUBLE,
                            "Size of the effect, in the sense that note or method states; for volumes observed minus expected."),
                    c("effect_low", DOUBLE, "Lower end of its 95 % interval."),
                    c("effect_high", DOUBLE, "Upper end of its 95 % interval."),
                    c("statistic", DOUBLE, "Test statistic."),
                    c(
                            "p_value",
                            DOUBLE,
                            "Probability of a statistic at least as extreme without an effect; null if the test refused."),
                    c(
                            "q_value",
                            DOUBLE,
                            "p_value corrected over the metrics or services tested together (Benjamini and Hochberg 1995)."),
                    c(
                            "e_value",
                            DOUBLE,
                            "Evidence as a bet that is fair without an effect; null if the test has none."),
                    c("smallest_p", DOUBLE, "Smallest p_value that the history at hand allows."),
                    c(
                            "log10_lr_attack",
                            DOUBLE,
                            "What the row adds to log10 of the attack's likelihood ratio (with it less without it); null where it is not weighed."),
                    c(
                            "finding",
                            STRING,
                            "Answer to the test's own question (see method and note): supported, contradicted, undecided, not-visible or not-tested."),
                    c("bears_on", STRING, "Statement kinds that the row is used for, separated by spaces."),
                    c(
                            "power_at_claimed_size",
                            DOUBLE,
                            "Probability that a flood of the claimed size would have been seen."),
                    c(
                            "smallest_visible",
                            DOUBLE,
                            "Smallest flood that would have been seen with probability .95, at the subject."),
                    c("upper_bound", DOUBLE, "One-sided 95 % upper limit on what could have hidden, at the subject."),
                    c("sample_size", INT64, "Number of windows, bins, donors or packets that the row rests on."),
                    c("method", STRING, "How it was computed, in a few words."),
                    c("reference", STRING, "Source of the method."),
                    c("note", STRING, "Assumptions, the reason of a refusal, what would decide.")),
            List.of("family", "test", "service", "destination", "metric", "window_start", "bears_on"));

    /** One row a destination and metric. */
    public static final TableSchema DESTINATIONS = new TableSchema(
            "destinations",
            "One row for each destination and metric over the whole capture.",
            List.of(
                    c("destination", STRING, "Address in canonical text (RFC 5952), or the label of a count."),
                    c("metric", STRING, "bps, pps, flows, or the metric of a count."),
                    c("unit", STRING, "Unit of peak, baseline and excess."),
                    c("bins", INT64, "Bins in which the destination received traffic."),
                    c("peak", DOUBLE, "Largest bin."),
                    c("peak_at", TIMESTAMP, "Start of the largest bin, UTC; the first of equals."),
                    c("baseline", DOUBLE, "Median over the capture's bins; empty bins count as zero."),
                    c("excess", DOUBLE, "Peak minus baseline."),
                    c("excess_low", DOUBLE, "Lower end of its 95 % interval."),
                    c("excess_high", DOUBLE, "Upper end of its 95 % interval."),
                    c("test", STRING, "Identifier of the test; null if none applies."),
                    c("statistic", DOUBLE, "Test statistic."),
                    c(
                            "p_value",
                            DOUBLE,
                            "Corrected for the search over the destination's own bins; null if the test refused."),
                    c(
                            "q_value",
                            DOUBLE,
                            "p_value corrected over all destinations of the metric (Benjamini and Hochberg 1995)."),
                    c("e_value", DOUBLE, "Null: screening has no bet."),
                    c("smallest_p", DOUBLE, "Smallest p_value that the pool at hand allows."),
                    c("onset", TIMESTAMP, "Start of the excess around the peak, UTC."),
                    c("end", TIMESTAMP, "End of the excess around the peak, UTC."),
                    c("senders", INT64, "Distinct senders of flows that start in the peak bin; null for counts."),
                    c(
                            "top_protocol",
                            INT32,
                            "IP protocol with most packets; null for destinations without series and for the subject."),
                    c("top_source_port", INT32, "Source port with most packets; only for destinations with series."),
                    c(
                            "top_destination_port",
                            INT32,
                            "Destination port with most packets; only for destinations with series."),
                    c("top_share", DOUBLE, "Share of packets that top_protocol and top_source_port together carry."),
                    c(
                            "rank",
                            INT64,
                            "1 for the most anomalous destination and metric: by p_value, then statistic, then excess, then key.")),
            List.of("destination", "metric"));

    /** One row a destination and bin. */
    public static final TableSchema SERIES = new TableSchema(
            "series",
            "One row for each destination and bin with traffic, for the subject, the comparison and the top anomalies.",
            List.of(
                    c("destination", STRING, "Address in canonical text (RFC 5952), or the label of a count."),
                    c("service", STRING, "Service of the subject; null outside the subject's services."),
                    c("group", STRING, "subject, comparison or anomaly."),
                    c("bin_start", TIMESTAMP, "Start of the bin, UTC."),
                    c("bin_seconds", DOUBLE, "Length of the bin in seconds."),
                    c("bytes", INT64, "IP bytes received, scaled and spread over the flow's time."),
                    c("packets", INT64, "Packets received, scaled and spread."),
                    c("flows", INT64, "Flows received that start in the bin."),
                    c("syn_packets", INT64, "Packets received of TCP flows with SYN and not ACK, spread."),
                    c("sources", INT64, "Distinct senders of flows that start in the bin."),
                    c(
                            "sources_exact",
                            BOOLEAN,
                            "False if sources is an estimate (above 65,536; standard error 0.4 %)."),
                    c("bytes_out", INT64, "IP bytes sent by the destination."),
                    c("packets_out", INT64, "Packets sent by the destination."),
                    c("flows_out", INT64, "Flows sent by the destination that start in the bin."),
                    c("metric", STRING, "Metric of a count; null for flows."),
                    c("direction", INT32, "Direction of a count: -1 out, 1 in, 0 unknown; null for flows."),
                    c("value", DOUBLE, "Value of a count; null for flows.")),
            List.of("destination", "service", "metric", "direction", "bin_start"));

    /** Everything read, skipped, late, corrected or assumed. */
    public static final TableSchema LEDGER = new TableSchema(
            "ledger",
            "One row for each thing that was read, skipped, late, corrected, found, assumed or said.",
            List.of(
                    c("kind", STRING, "read, skipped, late, corrected, found, assumed, statement or statement-group."),
                    c("where", STRING, "Input as the case writes it, or the part of the case or method concerned."),
                    c("what", STRING, "Stable identifier of the entry."),
                    c("count", INT64, "How many."),
                    c("note", STRING, "For people; null if the identifier says it all.")),
            List.of("kind", "where", "what", "note"));

    /** What a calibration measured. */
    public static final TableSchema CALIBRATION = new TableSchema(
            "calibration",
            "One row for each figure that a calibration measured.",
            List.of(
                    c("section", STRING, "level, real-level, power, injection, bound, false-discoveries or peers."),
                    c("test", STRING, "Identifier of the test, or name of another program's."),
                    c("setting", STRING, "What is particular about it, such as the length of the history."),
                    c("traffic", STRING, "Family of simulated traffic, or data set."),
                    c(
                            "quantity",
                            STRING,
                            "false-alarms, false-alarms-where-run, refusals, power-predicted, power-realised, coverage, width-ratio, false-discovery-rate, any-false-discovery or power."),
                    c(
                            "trials",
                            INT64,
                            "Replicates, windows, injections, floods or screenings; 0 if none was possible."),
                    c("refused", INT64, "Trials on which the test refused; they count as no hit."),
                    c("hits", INT64, "Trials that count; null if the figure is no share."),
                    c("days", INT64, "Days that the interval takes for its units; null if the trials are independent."),
                    c("value", DOUBLE, "The figure; null if nothing could be measured."),
                    c("low", DOUBLE, "Lower end of its 99 % interval; null if there is none."),
                    c("high", DOUBLE, "Upper end of its 99 % interval."),
                    c("goal_low", DOUBLE, "Lower end of where it shall lie; null if there is no goal."),
                    c("goal_high", DOUBLE, "Upper end of where it shall lie."),
                    c(
                            "met",
                            STRING,
                            "met if interval and goal have a point in common, else missed; refused if the test never ran; not-judged without a goal."),
                    c("note", STRING, "What else a reader must know; null if nothing.")),
            List.of("section", "test", "setting", "traffic", "quantity"));

    /** Series without any effect, for other programs. */
    public static final TableSchema EFFECT_FREE_SERIES = new TableSchema(
            "effect_free_series",
            "One row for each bin of a simulated series without any effect; what calibrate --export-series writes.",
            List.of(
                    c("family", STRING, "Family of simulated traffic."),
                    c("replicate", INT32, "Number of the series within its family, from 0."),
                    c("bin", INT32, "Number of the bin within its series, from 0."),
                    c("bins_per_day", INT32, "Bins a day."),
                    c("value", DOUBLE, "Count in the bin.")),
            List.of("family", "replicate", "bin"));

    /** False alarms that other programs raised on these series. */
    public static final TableSchema PEERS = new TableSchema(
            "peers",
            "One row for each test of another program and family; what calibrate --peers reads.",
            List.of(
                    c("test", STRING, "Name of the other program's test."),
                    c("setting", STRING, "What is particular about it, and at its end what was asked: see jobs/peers."),
                    c("traffic", STRING, "Family of simulated traffic."),
                    c("trials", INT64, "Series that it was put to: the first ones of the family."),
                    c("refused", INT64, "Of these, series that it gave no answer for."),
                    c("hits", INT64, "Series that it flagged.")),
            List.of("test", "setting", "traffic"));

    /** All result tables in the order of the documentation. */
    public static List<TableSchema> all() {
        return List.of(EVIDENCE, DESTINATIONS, SERIES, LEDGER, CALIBRATION, EFFECT_FREE_SERIES, PEERS);
    }

    private static Column c(String name, Column.Type type, String description) {
        return new Column(name, type, description);
    }
}
