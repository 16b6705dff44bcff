package floodmark.evidence;

import floodmark.model.LedgerEntry;
import floodmark.model.Window;
import floodmark.stats.Contamination;
import floodmark.stats.Contamination.Found;
import floodmark.stats.Contamination.Stretch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The case's baseline, and what of it is left out because it holds an earlier flood or outage: by one rule, {@link Contamination},
 * for the subject, for each of its services and for each comparison destination, each by its own volume.
 *
 * <p>Volume is bytes and packets, or requests and responses, in both directions; without these, what stands for them. What is unusual in one of them is left out of
 * all. The window under test is never looked at.
 */
public final class Baselines {
    /** As {@link Contamination}'s, for what several metrics together leave out. */
    private static final double LARGEST_SHARE = 0.1;

    private static final List<String> VOLUMES =
            List.of("bps", "pps", "requests", "bps-out", "pps-out", "responses-out", "responses");

    private final List<Window> declared;
    private final Map<String, List<Window>> leftOut = new TreeMap<>();
    private final List<LedgerEntry> entries = new ArrayList<>();

    private Baselines(List<Window> declared) {
        this.declared = declared;
    }

    /** Looks for contaminated stretches in every signal that stands for a volume. */
    public static Baselines of(Signals signals) {
        Baselines baselines = new Baselines(signals.data().baseline());
        Map<String, List<Signal>> bySeries = new TreeMap<>();
        for (List<Signal> of : List.of(signals.subject(), signals.services(), signals.comparison())) {
            for (Signal signal : of) {
                if (VOLUMES.contains(signal.metric())) {
                    bySeries.computeIfAbsent(key(signal), k -> new ArrayList<>())
                            .add(signal);
                }
            }
        }
        bySeries.forEach(baselines::search);
        return baselines;
    }

    /** All of it, as the case or the default has it. */
    public List<Window> declared() {
        return declared;
    }

    /** What of the baseline is left for the whole subject. */
    public List<Window> subject() {
        return without(declared, leftOut.getOrDefault("", List.of()));
    }

    /** What of the baseline is left for the signal's destination, service or subject. */
    public List<Window> of(Signal signal) {
        return without(declared, leftOut(signal));
    }

    /** What is left out for the signal's destination, service or subject; ascending. */
    public List<Window> leftOut(Signal signal) {
        return leftOut.getOrDefault(key(signal), List.of());
    }

    /** Lines for the ledger: every stretch, and what stays in though it is as unusual. */
    public List<LedgerEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** Empty for the whole subject. */
    private static String key(Signal signal) {
        return !signal.destination().isEmpty()
                ? "destination " + signal.destination()
                : signal.service().isEmpty() ? "" : "service " + signal.service();
    }

    private static List<Signal> volumes(List<Signal> series) {
        List<Signal> volumes =
                series.stream().filter(s -> VOLUMES.contains(s.metric())).toList();
        Signal main = Context.mainSignal(series);
        return !volumes.isEmpty() || main == null ? volumes : List.of(main);
    }

    private void search(String key, List<Signal> signals) {
        String where = key.isEmpty() ? "subject" : key;
        List<Window> windows = new ArrayList<>();
        List<LedgerEntry> found = new ArrayList<>();
        String refusal = "";
        if (signals.isEmpty()) {
            return;
        }
        for (Signal signal : signals) {
            double[] history = signal.within(declared);
            Found result = Contamination.find(history, signal.binSeconds());
            refusal = refusal.isEmpty() ? result.refusal() : refusal;
            if (!result.stays().isEmpty()) {
                entries.add(new LedgerEntry(
                        "found", where, "baseline.unusual-kept", 1, signal.metric() + ": " + result.stays()));
            }
            for (Stretch stretch : result.stretches()) {
                Window window = new Window(signal.startOf(stretch.from()), signal.startOf(stretch.to()));
                windows.add(window);
                found.add(new LedgerEntry(
                        "skipped",
                        where,
                        "baseline.left-out",
                        covered(history, stretch),
                        window + ": " + Words.times(stretch.ratio()) + " the usual " + signal.metric()));
            }
        }
        List<Window> union = union(windows);
        double share = covered(signals.get(0), union) / Math.max(1.0, covered(signals.get(0), declared));
        if (share > LARGEST_SHARE) {
            entries.add(new LedgerEntry(
                    "found",
                    where,
                    "baseline.unusual-kept",
                    found.size(),
                    "the metrics together would leave out " + Words.percent(share) + " of the baseline"));
            return;
        }
        if (!union.isEmpty()) {
            leftOut.put(key, union);
            entries.addAll(found);
        } else if (key.isEmpty() && !declared.isEmpty() && !refusal.isEmpty()) {
            entries.add(new LedgerEntry(
                    "assumed", where, "baseline.not-searched", 1, "for earlier floods and outages: " + refusal));
        }
    }

    private static long covered(double[] history, Stretch stretch) {
        long covered = 0;
        for (int i = stretch.from(); i < stretch.to(); i++) {
            covered += Double.isNaN(history[i]) ? 0 : 1;
        }
        return covered;
    }

    private static long covered(Signal signal, List<Window> windows) {
        return windows.stream().mapToLong(w -> signal.covered(w).length).sum();
    }

    private static List<Window> union(List<Window> windows) {
        List<Window> union = new ArrayList<>();
        for (Window window : windows.stream().sorted().toList()) {
            Window last = union.isEmpty() ? null : union.get(union.size() - 1);
            if (last != null && window.startNanos() <= last.endNanos()) {
                union.set(
                        union.size() - 1, new Window(last.startNanos(), Math.max(last.endNanos(), window.endNanos())));
            } else {
                union.add(window);
            }
        }
        return List.copyOf(union);
    }

    /** The windows without the stretches, which are ascending and do not overlap. */
    static List<Window> without(List<Window> windows, List<Window> stretches) {
        List<Window> rest = new ArrayList<>();
        for (Window window : windows) {
            long start = window.startNanos();
            for (Window stretch : stretches) {
                if (!stretch.overlaps(window)) {
                    continue;
                }
                if (stretch.startNanos() > start) {
                    rest.add(new Window(start, stretch.startNanos()));
                }
                start = Math.max(start, stretch.endNanos());
            }
            if (start < window.endNanos()) {
                rest.add(new Window(start, window.endNanos()));
            }
        }
        return List.copyOf(rest);
    }
}
