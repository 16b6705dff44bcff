package floodmark.evidence;

import floodmark.model.Table;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of evidence. Built with {@link #of} and the fluent setters; fields that stay unset are null in the table, numbers
 * that are not finite too.
 */
public final class Evidence {
    private final String family;
    private final String test;
    private @Nullable String service;
    private @Nullable String destination;
    private @Nullable Window window;
    private @Nullable String metric;
    private @Nullable String unit;
    private double observed = Double.NaN;
    private double expected = Double.NaN;
    private double expectedLow = Double.NaN;
    private double expectedHigh = Double.NaN;
    private double effect = Double.NaN;
    private double effectLow = Double.NaN;
    private double effectHigh = Double.NaN;
    private double statistic = Double.NaN;
    private double pValue = Double.NaN;
    private double qValue = Double.NaN;
    private double smallestP = Double.NaN;
    private Finding finding = Finding.UNDECIDED;
    private List<String> bearsOn = List.of();
    private double powerAtClaimedSize = Double.NaN;
    private double smallestVisible = Double.NaN;
    private double upperBound = Double.NaN;
    private double log10LrAttack = Double.NaN;
    private @Nullable Long sampleSize;
    private String method = "";
    private String reference = "";
    private String note = "";

    private Evidence(String family, String test) {
        this.family = family;
        this.test = test;
    }

    public static Evidence of(String family, String test) {
        return new Evidence(family, test);
    }

    /** A test that does not apply, with the reason. */
    public static Evidence notTested(String family, String test, String why) {
        return of(family, test).finding(Finding.NOT_TESTED).note(why);
    }

    public Evidence service(@Nullable String value) {
        service = value == null || value.isEmpty() ? null : value;
        return this;
    }

    public Evidence destination(@Nullable String value) {
        destination = value;
        return this;
    }

    public Evidence window(Window value) {
        window = value;
        return this;
    }

    public Evidence metric(String name, String inUnit) {
        metric = name;
        unit = inUnit;
        return this;
    }

    public Evidence observed(double value) {
        observed = value;
        return this;
    }

    public Evidence expected(double value, double low, double high) {
        expected = value;
        expectedLow = low;
        expectedHigh = high;
        return this;
    }

    public Evidence effect(double value, double low, double high) {
        effect = value;
        effectLow = low;
        effectHigh = high;
        return this;
    }

    public Evidence p(double value, double smallest, double teststatistic) {
        pValue = value;
        smallestP = smallest;
        statistic = teststatistic;
        return this;
    }

    public Evidence statistic(double value) {
        statistic = value;
        return this;
    }

    public Evidence q(double value) {
        qValue = value;
        return this;
    }

    public Evidence finding(Finding value) {
        finding = value;
        return this;
    }

    public Evidence bearsOn(String... kinds) {
        bearsOn = List.of(kinds);
        return this;
    }

    public Evidence visibility(double power, double smallest, double bound) {
        powerAtClaimedSize = power;
        smallestVisible = smallest;
        upperBound = bound;
        return this;
    }

    public Evidence sampleSize(long value) {
        sampleSize = value;
        return this;
    }

    public Evidence method(String words, String source) {
        method = words;
        reference = source;
        return this;
    }

    public Evidence note(String value) {
        note = value;
        return this;
    }

    /** What the row adds to the logarithm (base 10) of the attack's likelihood ratio. */
    public void weighs(double log10) {
        log10LrAttack = log10;
    }

    /** A negative about an attack carries power and bound, or says why not. */
    void explainMissingPower() {
        boolean negative = finding == Finding.CONTRADICTED || finding == Finding.NOT_VISIBLE;
        boolean attack = bearsOn.contains("attack") || bearsOn.contains("no-attack");
        boolean missing = !Double.isFinite(powerAtClaimedSize) || !Double.isFinite(upperBound);
        if (negative && attack && missing) {
            String why = family.equals("volume") || family.equals("visibility")
                    ? "no power or bound: the history at hand gives none"
                    : "no power or bound: this describes the traffic and tests for no size";
            note = note.isEmpty() ? why : note + "; " + why;
        }
    }

    /** The name that verdicts cite: {@code family.test}, with the service if there is one. */
    public String name() {
        return family + "." + test;
    }

    public String family() {
        return family;
    }

    public String test() {
        return test;
    }

    public @Nullable String service() {
        return service;
    }

    public @Nullable String destination() {
        return destination;
    }

    public @Nullable String metric() {
        return metric;
    }

    public Finding finding() {
        return finding;
    }

    /** Kinds of statement that the row is used for. */
    public List<String> bearsOn() {
        return bearsOn;
    }

    public @Nullable Window window() {
        return window;
    }

    public double observed() {
        return observed;
    }

    public double expected() {
        return expected;
    }

    public double expectedLow() {
        return expectedLow;
    }

    public double expectedHigh() {
        return expectedHigh;
    }

    public double effect() {
        return effect;
    }

    public double pValue() {
        return pValue;
    }

    public double smallestVisible() {
        return smallestVisible;
    }

    public double statistic() {
        return statistic;
    }

    public double upperBound() {
        return upperBound;
    }

    public double powerAtClaimedSize() {
        return powerAtClaimedSize;
    }

    public String note() {
        return note;
    }

    /** The evidence table of a case. */
    public static Table table(String caseId, List<Evidence> rows) {
        Table table = new Table(Schemas.EVIDENCE);
        for (Evidence e : rows) {
            table.add(
                    caseId,
                    e.family,
                    e.test,
                    e.service,
                    e.destination,
                    e.window == null ? null : (Object) e.window.startNanos(),
                    e.window == null ? null : (Object) e.window.endNanos(),
                    e.metric,
                    e.unit,
                    e.observed,
                    e.expected,
                    e.expectedLow,
                    e.expectedHigh,
                    e.effect,
                    e.effectLow,
                    e.effectHigh,
                    e.statistic,
                    e.pValue,
                    e.qValue,
                    null,
                    e.smallestP,
                    e.log10LrAttack,
                    e.finding.text(),
                    e.bearsOn.isEmpty() ? null : String.join(" ", e.bearsOn),
                    e.powerAtClaimedSize,
                    e.smallestVisible,
                    e.upperBound,
                    e.sampleSize,
                    emptyToNull(e.method),
                    emptyToNull(e.reference),
                    emptyToNull(e.note));
        }
        return table;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Names of the given rows, each once, sorted: what a finding cites. */
    public static List<String> names(Evidence... rows) {
        return Arrays.stream(rows)
                .map(Evidence::name)
                .distinct()
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
