package floodmark.app.audit;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param name of the step
 * @param outcome how it ended
 * @param text one sentence
 * @param details lines that say more, such as rows that differ
 */
record Check(String name, Outcome outcome, String text, List<String> details) {
    /** How a step ended. */
    enum Outcome {
        OK("ok"),
        DIFFERS("DIFFERS"),
        NOT_DONE("not done"),
        NOTE("note");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Check {
        details = List.copyOf(details);
    }
}
