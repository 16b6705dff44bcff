package floodmark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * A table of where a recording's samples lie: by what threads are for, and by the innermost class of the project on their stacks.
 *
 * <p>Each time that the recorder looks it takes every thread that runs Java (up to five), but only one of those in native code, in turn.
 * Flink's waiting threads take most of these turns. The one that waits longest tells how often: a sample of native work stands for as many
 * as it had turns too few, and the time between two looks is the time that it waited by all turns.
 */
public final class WhereTime {
    private static final int CLASSES = 6;
    /** Seconds below which a line says nothing. */
    private static final double SHOWN = 0.05;

    private static final String OWN = "floodmark.";

    private final List<RecordedEvent> java = new ArrayList<>();
    private final List<RecordedEvent> worked = new ArrayList<>();
    private final Map<String, List<Instant>> waited = new HashMap<>();
    private final List<Instant> turns = new ArrayList<>();
    private Duration pauses = Duration.ZERO;
    private double compiling;

    private WhereTime() {}

    /** Argument: a recording with samples of Java and of native code. */
    public static void main(String[] args) throws IOException {
        WhereTime where = new WhereTime();
        try (RecordingFile recording = new RecordingFile(Path.of(args[0]))) {
            while (recording.hasMoreEvents()) {
                where.take(recording.readEvent());
            }
        }
        where.print();
    }

    private void take(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> java.add(event);
            case "jdk.NativeMethodSample" -> {
                turns.add(event.getStartTime());
                if (waits(event)) {
                    waited.computeIfAbsent(thread(event), t -> new ArrayList<>())
                            .add(event.getStartTime());
                } else {
                    worked.add(event);
                }
            }
            case "jdk.GCPhasePause" -> pauses = pauses.plus(event.getDuration());
            // In all since the start.
            case "jdk.CompilerStatistics" ->
                compiling =
                        Math.max(compiling, event.getDuration("totalTimeSpent").toNanos() / 1e9);
            default -> {}
        }
    }

    private static List<RecordedFrame> frames(RecordedEvent sample) {
        return sample.getStackTrace() == null
                ? List.of()
                : sample.getStackTrace().getFrames();
    }

    /** Native code that waits for others looks like native code that works. */
    private static boolean waits(RecordedEvent sample) {
        if (frames(sample).isEmpty()) {
            return false;
        }
        RecordedMethod top = frames(sample).get(0).getMethod();
        String name = top.getType().getName() + "." + top.getName();
        return name.matches("sun\\.nio\\.ch\\.(Net\\.(accept|poll)|EPoll\\.wait|KQueue\\.poll|SocketDispatcher\\.read0)"
                + "|java\\.lang\\.ProcessHandleImpl\\.waitForProcessExit0|java\\.io\\.FileInputStream\\.readBytes");
    }

    private static String thread(RecordedEvent sample) {
        var thread = sample.getThread("sampledThread");
        String name = thread == null ? null : thread.getJavaName();
        return name == null ? "?" : name;
    }

    private void print() {
        if (waited.isEmpty()) {
            throw new IllegalStateException("no thread waited: no recording of a job");
        }
        List<Instant> longest = waited.values().stream()
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .orElseThrow();
        Instant from = longest.get(0);
        Instant to = longest.get(longest.size() - 1);
        long all = turns.stream().filter(t -> within(t, from, to)).count();
        double weight = all / (double) longest.size();
        double seconds = Duration.between(from, to).toNanos() / 1e9 / all;

        // What threads are for, and what they do.
        Map<String, Map<String, Double>> times = new HashMap<>();
        for (RecordedEvent sample : java) {
            add(sample, seconds, times);
        }
        for (RecordedEvent sample : worked) {
            add(sample, within(sample.getStartTime(), from, to) ? weight * seconds : seconds, times);
        }
        double sum = times.values().stream().mapToDouble(WhereTime::sum).sum();
        System.out.printf(
                Locale.ROOT,
                "%,d samples of Java and %,d of native work (each counts %.1f times), every %.1f ms: %.1f s of threads. Beside them %.1f s of "
                        + "compiling and %.1f s in which collecting garbage stopped all.%n%n",
                java.size(),
                worked.size(),
                weight,
                seconds * 1e3,
                sum,
                compiling,
                pauses.toNanos() / 1e9);
        System.out.printf(
                "| threads | seconds | share | seconds by innermost class of the project |%n|---|---|---|---|%n");
        times.entrySet().stream()
                .sorted((a, b) -> Double.compare(sum(b.getValue()), sum(a.getValue())))
                .filter(role -> sum(role.getValue()) >= SHOWN)
                .forEach(role -> System.out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.0f %% | %s |%n",
                        role.getKey(),
                        sum(role.getValue()),
                        100 * sum(role.getValue()) / sum,
                        most(role.getValue())));
    }

    private static double sum(Map<String, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String most(Map<String, Double> classes) {
        return classes.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .filter(one -> one.getValue() >= SHOWN)
                .limit(CLASSES)
                .map(one -> String.format(Locale.ROOT, "%s %.1f", one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static boolean within(Instant time, Instant from, Instant to) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    private static void add(RecordedEvent sample, double seconds, Map<String, Map<String, Double>> times) {
        times.computeIfAbsent(role(thread(sample)), r -> new HashMap<>())
                .merge(place(frames(sample)), seconds, Double::sum);
    }

    /** What a thread is for. */
    private static String role(String thread) {
        if (thread.startsWith("Source Data Fetcher")) {
            return "readers";
        }
        if (thread.startsWith("Source: captures")) {
            return "sending blocks";
        }
        if (thread.startsWith("merge") || thread.startsWith("SortMerger")) {
            return "merging";
        }
        if (thread.equals("main")) {
            return "the command";
        }
        if (thread.startsWith("floodmark-")) {
            return thread;
        }
        // Executors and streams of the command itself have Java's names.
        return thread.matches("(pool-|Thread-|ForkJoinPool).*") ? "beside the command" : "Flink's own";
    }

    private static String place(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            if (type.startsWith(OWN)) {
                int nested = type.indexOf('$');
                return type.substring(OWN.length(), nested < 0 ? type.length() : nested);
            }
        }
        boolean flink =
                frames.stream().anyMatch(f -> f.getMethod().getType().getName().startsWith("org.apache.flink."));
        return flink ? "Flink alone" : "Java alone";
    }
}
