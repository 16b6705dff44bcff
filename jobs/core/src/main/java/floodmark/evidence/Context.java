package floodmark.evidence;

import floodmark.claim.Statement;
import floodmark.model.Profile;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a case while its families are evaluated: the data, the departures that several families need, the
 * rows and answers so far. Families run in the order of {@link Families#ALL}; each may use the answers of those before it.
 */
public final class Context {
    private final CaseData data;
    private final Signals signals;
    private final Baselines baselines;
    private final List<Departure> subject;
    private final List<Departure> services;
    private final List<Departure> comparison;
    private final List<Evidence> rows = new ArrayList<>();
    private final Map<Question, Answer> answers = new EnumMap<>(Question.class);
    private final Map<Scale, Grade> grades = new LinkedHashMap<>();
    private final Added added;

    private Context(CaseData data, Signals signals) {
        this.data = data;
        this.signals = signals;
        this.baselines = Baselines.of(signals);
        this.subject = departures(signals.subject());
        this.services = departures(signals.services());
        Signal main = mainSignal(signals.subject());
        this.comparison = main == null
                ? List.of()
                : departures(signals.comparison().stream()
                        .filter(s -> s.metric().equals(main.metric()) && s.direction() == main.direction())
                        .toList());
        this.added = Added.of(this);
    }

    /** Measures a case and lets every family speak. */
    public static Context evaluate(CaseData data) {
        Context context = new Context(data, Signals.of(data));
        Families.ALL.forEach(family -> family.evaluate(context));
        return context;
    }

    private List<Departure> departures(List<Signal> of) {
        long slack = data.theCase().slackNanos();
        return of.stream()
                .map(s -> Departure.of(s, data.trouble(), data.baseline(), baselines.leftOut(s), slack, data.alpha()))
                .toList();
    }

    /** The signal that stands for a subject: inbound bit/s, else inbound packets, else the first inbound count. */
    static @org.jspecify.annotations.Nullable Signal mainSignal(List<Signal> of) {
        for (String metric : List.of("bps", "pps", "requests")) {
            for (Signal s : of) {
                if (s.metric().equals(metric) && s.direction() >= 0) {
                    return s;
                }
            }
        }
        return of.stream().filter(s -> s.direction() >= 0).findFirst().orElse(of.isEmpty() ? null : of.get(0));
    }

    public CaseData data() {
        return data;
    }

    /** The baselines, less what holds an earlier flood or outage. */
    public Baselines baselines() {
        return baselines;
    }

    /** Level at which a single test speaks. */
    public double alpha() {
        return data.alpha();
    }

    public Signals signals() {
        return signals;
    }

    public Window trouble() {
        return data.trouble();
    }

    /** Departures of the whole subject, all metrics and directions. */
    public List<Departure> subject() {
        return subject;
    }

    /**
     * The departures that decide whether there is an excess or a loss: bytes and packets (and what counts as traffic in
     * counts), not every metric that happens to be published.
     */
    public List<Departure> deciding(boolean outbound) {
        List<String> names = outbound
                ? List.of("bps-out", "pps-out", "responses-out", "responses")
                : List.of("bps", "pps", "requests");
        List<Departure> named = subject.stream()
                .filter(d -> names.contains(d.signal().metric()))
                .toList();
        return named.isEmpty() && !outbound ? main().stream().toList() : named;
    }

    /** Departures of each service, all metrics and directions. */
    public List<Departure> services() {
        return services;
    }

    /** Departures of each comparison destination in the main metric. */
    public List<Departure> comparison() {
        return comparison;
    }

    /** The whole subject's departure in the main metric. */
    public Optional<Departure> main() {
        Signal main = mainSignal(signals.subject());
        return subject.stream().filter(d -> d.signal() == main).findFirst();
    }

    public Optional<Departure> subject(String metric) {
        return subject.stream().filter(d -> d.signal().metric().equals(metric)).findFirst();
    }

    public void add(Evidence row) {
        row.explainMissingPower();
        rows.add(row);
    }

    public void answer(Question question, Finding finding, String words, Evidence... evidence) {
        answers.put(question, new Answer(finding, words, Evidence.names(evidence)));
    }

    public void answer(Question question, Finding finding, String words, List<Evidence> evidence) {
        answer(question, finding, words, evidence.toArray(Evidence[]::new));
    }

    /** Adds the row and grades the number that it shows; a number that is not known grades nothing. */
    void grade(Scale scale, double value, Evidence row) {
        add(row);
        if (!Double.isNaN(value)) {
            grades.put(scale, new Grade(scale, scale.level(value), row));
        }
    }

    /** Grades what a row shows that was added before. */
    void grade(Scale scale, String level, Evidence row) {
        grades.put(scale, new Grade(scale, scale.level(level), row));
    }

    /** What was graded, in the order of evaluation; a scale that could not be told in this case is not in it. */
    public List<Grade> grades() {
        return List.copyOf(grades.values());
    }

    /** What the trouble added to the usual traffic of the service that gained most. */
    Added added() {
        return added;
    }

    /** The answer; {@code NOT_TESTED} if no family gave one. */
    public Answer answer(Question question) {
        return answers.getOrDefault(question, new Answer(Finding.NOT_TESTED, "nothing bears on this", List.of()));
    }

    public List<Evidence> rows() {
        return List.copyOf(rows);
    }

    /** What could have been seen of a flood in a departure's metric, at the subject. */
    public AtSubject atSubject(Departure d) {
        return new AtSubject(
                d.visibility(),
                data.vantage(),
                perSampledPacket(d.signal()),
                dilution(d.signal()),
                d.highest(),
                d.wander());
    }

    /** Part of the bins of the trouble window that the trouble itself fills: less than 1 for counts over longer intervals. */
    double dilution(Signal signal) {
        double bins = signal.binsIn(trouble()) * signal.binSeconds();
        return signal.overlapping() && bins > 0 ? Math.min(1, trouble().seconds() / bins) : 1;
    }

    /** Share of the trouble window that a departure's signal covers. */
    public double coverage(Departure d) {
        return d.signal().coverage(trouble());
    }

    /** The least coverage among the departures that decide; 0 if there is none. */
    double coverage(List<Departure> departures) {
        return departures.stream().mapToDouble(this::coverage).min().orElse(0);
    }

    /** What one sampled packet adds to the rate of a signal over the trouble window; 0 without sampling. */
    double perSampledPacket(Signal signal) {
        long rate = 1;
        double packets = 0;
        double bytes = 0;
        for (Profile p : data.profiles()) {
            rate = Math.max(rate, p.samplingRateMax());
            packets += p.packets();
            bytes += p.bytes();
        }
        double perPacket = signal.metric().startsWith("bps") ? 8 * bytes / Math.max(1, packets) : 1;
        return rate <= 1 ? 0 : rate * perPacket / trouble().seconds();
    }

    /**
     * The size that is tested where a statement names none: the largest that any attack statement claims, else the subject's
     * own mean in the baseline (a doubling); NaN without a baseline.
     */
    public double claimedSize(Signal signal) {
        double claimed = Double.NaN;
        for (Statement statement : data.theCase().statements()) {
            Double size = claimedBy(statement, signal.metric());
            if (size != null && !(claimed >= size)) {
                claimed = size;
            }
        }
        return Double.isNaN(claimed) ? doubling(signal) : claimed;
    }

    /**
     * The subject's own mean in the baseline, as a size at the subject: what the vantage carries over the least share that it
     * may be, since {@link AtSubject} takes the same share back. NaN without a baseline.
     */
    double doubling(Signal signal) {
        return Departure.baselineMean(signal, baselines.of(signal))
                / data.vantage().shareLow();
    }

    /** The size that one statement claims in a metric, or null. */
    public static @org.jspecify.annotations.Nullable Double claimedBy(Statement statement, String metric) {
        Long size = switch (metric) {
            case "bps" -> statement.atLeastBps();
            case "pps" -> statement.atLeastPps();
            default -> null;
        };
        return size == null ? null : (double) size;
    }
}
