package floodmark.simulate.reference;

import floodmark.claim.Node;
import java.util.List;

/** Parameters that a map of a specification names. */
record NodeKnobs(Node node) implements Knobs {
    private static final double NANOS = 1e9;

    @Override
    public double number(String key, double least, double most, double drawn) {
        Node value = node.get(key);
        return value == null ? drawn : value.number(least, StrictMath.min(most, Double.MAX_VALUE));
    }

    @Override
    public double seconds(String key, double least, double most, double drawn) {
        Node value = node.get(key);
        if (value == null) {
            return drawn;
        }
        double seconds = value.durationNanos() / NANOS;
        if (seconds < least || seconds > most) {
            throw value.error(
                    "is out of range", "a duration of " + least + " to " + most + " seconds", "Correct the duration");
        }
        return seconds;
    }

    @Override
    public long time(String key, long drawn) {
        Node value = node.get(key);
        if (value == null) {
            return drawn;
        }
        long nanos = value.instantNanos();
        if (nanos < EARLIEST || nanos > LATEST) {
            throw value.error("is out of range", "a time from 1980 to 2190", "Correct the year");
        }
        return nanos;
    }

    /** 1980 and 2190: histories and events around it stay within the times that cases may hold. */
    private static final long EARLIEST = 315_532_800_000_000_000L;

    private static final long LATEST = 6_942_000_000_000_000_000L;

    @Override
    public boolean flag(String key, boolean drawn) {
        Node value = node.get(key);
        return value == null ? drawn : value.bool();
    }

    @Override
    public String choice(String key, List<String> words, String drawn) {
        Node value = node.get(key);
        return value == null ? drawn : value.choice(words);
    }
}
