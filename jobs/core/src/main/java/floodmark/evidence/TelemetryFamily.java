package floodmark.evidence;

import floodmark.claim.CaseFile;
import floodmark.model.LedgerEntry;
import java.util.ArrayList;
import java.util.List;

/** Can the capture be trusted? Gaps, rejected rows, impossible values, sampling, duplicates. */
final class TelemetryFamily implements Family {
    private static final double ENOUGH_COVERAGE = 0.95;
    /** More than this share of rows with a defect makes the capture a problem, less is noted only. */
    private static final double NOTABLE_SHARE = 0.001;

    @Override
    public String id() {
        return "telemetry";
    }

    @Override
    public String question() {
        return "can the capture be trusted?";
    }

    @Override
    public void evaluate(Context context) {
        CaseData data = context.data();
        List<Evidence> rows = new ArrayList<>();
        rows.add(coverage(context));
        long read = Math.max(1, count(data, "rows.read"));
        rows.add(share("rejected-rows", "rows that break the capture contract", sumOf(data, "rows.rejected."), read));
        if (data.counts()) {
            rows.add(Evidence.notTested(id(), "impossible-flows", "counts hold no flows"));
            rows.add(Evidence.notTested(id(), "sampling", "counts carry no sampling rate"));
        } else {
            rows.add(share(
                    "impossible-flows",
                    "flows that end before they start, carry no packet or last too long",
                    count(data, "flows.end-before-start")
                            + count(data, "flows.zero-packets")
                            + count(data, "flows.too-long"),
                    read));
            rows.add(sampling(data));
        }
        rows.add(duplicates(data));
        rows.add(impossibleRate(context));
        rows.forEach(row -> {
            row.bearsOn("telemetry");
            context.add(row);
        });
        List<Evidence> problems =
                rows.stream().filter(r -> r.finding() == Finding.CONTRADICTED).toList();
        if (problems.isEmpty()) {
            context.answer(
                    Question.CAPTURE_SOUND, Finding.SUPPORTED, "nothing was found wrong with the captures", rows);
        } else {
            context.answer(
                    Question.CAPTURE_SOUND,
                    Finding.CONTRADICTED,
                    problems.get(0).note(),
                    problems);
        }
    }

    private Evidence coverage(Context context) {
        Evidence row = Evidence.of(id(), "coverage").window(context.trouble()).metric("covered-share", "1");
        double covered =
                context.main().map(d -> d.signal().coverage(context.trouble())).orElse(0.0);
        boolean enough = covered >= ENOUGH_COVERAGE;
        return row.observed(covered)
                .expected(1, ENOUGH_COVERAGE, 1)
                .finding(enough ? Finding.SUPPORTED : Finding.CONTRADICTED)
                .method("share of the trouble window's bins that a capture covers and in which it was not silent", "-")
                .note(
                        enough
                                ? "the captures cover the trouble window"
                                : percent(1 - covered) + " of the trouble window is not covered by the captures");
    }

    private Evidence share(String test, String what, long count, long of) {
        double share = count / (double) of;
        boolean problem = share > NOTABLE_SHARE;
        return Evidence.of(id(), test)
                .metric("share", "1")
                .observed(share)
                .expected(0, 0, NOTABLE_SHARE)
                .sampleSize(of)
                .finding(problem ? Finding.CONTRADICTED : Finding.SUPPORTED)
                .method("share of all rows read", "-")
                .note(count == 0 ? "no " + what : count + " of " + of + " rows are " + what);
    }

    private Evidence sampling(CaseData data) {
        long least = extreme(data, "sampling-rate.min", true);
        long most = extreme(data, "sampling-rate.max", false);
        boolean mixed = least != most;
        return Evidence.of(id(), "sampling")
                .metric("sampling-rate", "1:N")
                .observed(most)
                .expected(least, least, most)
                .finding(Finding.SUPPORTED)
                .method("smallest and largest sampling rate of all rows", "IPFIX information element 34")
                .note(
                        mixed
                                ? "rates from 1:" + least + " to 1:" + most + " are mixed"
                                : most <= 1 ? "not sampled" : "sampled 1:" + most);
    }

    private Evidence duplicates(CaseData data) {
        long files = count(data, "duplicate-file");
        long keys = count(data, "counts.duplicate-key");
        boolean problem = files > 0 || keys > 0;
        return Evidence.of(id(), "duplicates")
                .metric("duplicates", "1")
                .observed(files + keys)
                .finding(problem ? Finding.CONTRADICTED : Finding.SUPPORTED)
                .method("files with the same digest; counts of the same interval, destination and metric", "-")
                .note(
                        problem
                                ? files + " files are the same as another and " + keys
                                        + " counts repeat an interval, so volumes may be counted twice"
                                : "no file or count comes twice");
    }

    /** A rate that the link cannot carry means that exporters count twice, scale wrongly or book long flows into one bin. */
    private Evidence impossibleRate(Context context) {
        CaseFile.Subject subject = context.data().theCase().subject();
        Long capacity = subject.capacityBps();
        if (capacity == null) {
            return Evidence.notTested(id(), "impossible-rate", "the case declares no capacity_bps");
        }
        double peak = context.subject("bps")
                .map(d -> d.signal().peak(context.data().span()))
                .orElse(Double.NaN);
        if (Double.isNaN(peak)) {
            return Evidence.notTested(id(), "impossible-rate", "the captures hold no inbound bytes");
        }
        boolean impossible = peak > 1.05 * capacity;
        return Evidence.of(id(), "impossible-rate")
                .metric("bps", "bit/s")
                .observed(peak)
                .expected(capacity, 0, 1.05 * capacity)
                .finding(impossible ? Finding.CONTRADICTED : Finding.SUPPORTED)
                .method("largest bin against the declared capacity", "-")
                .note(
                        impossible
                                ? "the largest bin carries more than the declared capacity can"
                                : "no bin carries more than the declared capacity");
    }

    private static long count(CaseData data, String what) {
        return data.ledger().stream()
                .filter(e -> e.what().equals(what))
                .mapToLong(LedgerEntry::count)
                .sum();
    }

    private static long sumOf(CaseData data, String prefix) {
        return data.ledger().stream()
                .filter(e -> e.what().startsWith(prefix))
                .mapToLong(LedgerEntry::count)
                .sum();
    }

    private static long extreme(CaseData data, String what, boolean least) {
        java.util.stream.LongStream values =
                data.ledger().stream().filter(e -> e.what().equals(what)).mapToLong(LedgerEntry::count);
        return (least ? values.min() : values.max()).orElse(1);
    }

    private static String percent(double share) {
        return Words.percent(share);
    }
}
