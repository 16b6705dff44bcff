package floodmark.simulate.reference;

import java.util.List;

/**
 * Where parameters come from. Every parameter is drawn first, whether it is named or not, so that naming one leaves the others as
 * they were.
 */
public interface Knobs {
    /** Nothing is named: everything as drawn. */
    Knobs DRAWN = new Knobs() {
        @Override
        public double number(String key, double least, double most, double drawn) {
            return drawn;
        }

        @Override
        public double seconds(String key, double least, double most, double drawn) {
            return drawn;
        }

        @Override
        public long time(String key, long drawn) {
            return drawn;
        }

        @Override
        public boolean flag(String key, boolean drawn) {
            return drawn;
        }

        @Override
        public String choice(String key, List<String> words, String drawn) {
            return drawn;
        }
    };

    /** A number within bounds. */
    double number(String key, double least, double most, double drawn);

    /** A duration in seconds within bounds. */
    double seconds(String key, double least, double most, double drawn);

    /** A time in nanoseconds since the epoch. */
    long time(String key, long drawn);

    /** Yes or no. */
    boolean flag(String key, boolean drawn);

    /** One of the words. */
    String choice(String key, List<String> words, String drawn);
}
