package floodmark.app.report;

import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sentences that the report and the terminal share. */
public final class Words {
    private Words() {}

    /** A sign before each finding, so that colour is never the only carrier. */
    public static String sign(Finding finding) {
        return switch (finding) {
            case SUPPORTED -> "+";
            case CONTRADICTED -> "-";
            case UNDECIDED -> "?";
            case NOT_VISIBLE, NOT_TESTED -> "o";
        };
    }

    /** The explanation, what it means, and its company. */
    public static String explanation(Verdict verdict) {
        Explanation explanation = verdict.explanation();
        String also = verdict.also().stream().map(Words::name).collect(Collectors.joining(", "));
        return name(explanation) + ": " + explanation.meaning() + (also.isEmpty() ? "" : "; also " + also);
    }

    /** An explanation's name in words. */
    public static String name(Explanation explanation) {
        return explanation.text().replace('-', ' ');
    }

    /** The smallest flood that would have been seen, or why nothing can be said. */
    public static String visibility(Verdict.Visibility visibility) {
        String sizes = sizes(visibility.smallestVisibleBps(), visibility.smallestVisiblePps());
        if (sizes.isEmpty()) {
            return visibility.reason().isEmpty() ? "no smallest visible flood can be stated" : visibility.reason();
        }
        return "a flood of " + sizes + " over the trouble window would have been seen with probability "
                + Quantity.of(visibility.power(), "");
    }

    /** The upper bound on what could have hidden, or empty. */
    public static String bound(Verdict.Visibility visibility) {
        String sizes = sizes(visibility.upperBoundBps(), visibility.upperBoundPps());
        return sizes.isEmpty() ? "" : "at most " + sizes + " could have hidden (one-sided 95 %)";
    }

    private static String sizes(@Nullable Double bps, @Nullable Double pps) {
        List<String> sizes = new ArrayList<>();
        if (bps != null) {
            sizes.add(Quantity.of(bps, "bps"));
        }
        if (pps != null) {
            sizes.add(Quantity.of(pps, "pps"));
        }
        return String.join(" or ", sizes);
    }

    /** Date and time without what does not matter: {@code 2024-08-12 23:55 UTC}. */
    public static String time(long nanos) {
        return clock(nanos) + " UTC";
    }

    private static String clock(long nanos) {
        String text = Times.text(nanos).replace('T', ' ').replace("Z", "");
        return text.endsWith(":00") && text.length() == 19 ? text.substring(0, 16) : text;
    }

    /** Start and end; the date once if it is the same. */
    public static String window(Window window) {
        String start = clock(window.startNanos());
        String end = clock(window.endNanos());
        boolean sameDay = start.substring(0, 10).equals(end.substring(0, 10));
        return start + " to " + (sameDay ? end.substring(11) : end) + " UTC";
    }

    /** A length of time in its largest fitting units. */
    public static String duration(long nanos) {
        long seconds = nanos / Times.SECOND;
        if (seconds == 0) {
            return Quantity.of(nanos / 1e6, "ms");
        }
        long[] sizes = {86_400, 3_600, 60, 1};
        String[] names = {"d", "h", "min", "s"};
        StringBuilder out = new StringBuilder();
        int parts = 0;
        for (int i = 0; i < sizes.length && parts < 2; i++) {
            if (seconds >= sizes[i]) {
                out.append(parts == 0 ? "" : " ")
                        .append(seconds / sizes[i])
                        .append(' ')
                        .append(names[i]);
                seconds %= sizes[i];
                parts++;
            } else if (parts > 0) {
                break;
            }
        }
        return out.toString();
    }
}
