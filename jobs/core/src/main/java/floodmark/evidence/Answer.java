package floodmark.evidence;

import java.util.List;

/**
 * A family's answer to one question.
 *
 * @param finding {@code SUPPORTED} means yes, {@code CONTRADICTED} no; {@code NOT_TESTED} that the captures or the case lack
 *     what the question needs
 * @param words one clause for people, without a full stop
 * @param evidence names of the rows it rests on
 */
public record Answer(Finding finding, String words, List<String> evidence) {
    public Answer {
        evidence = List.copyOf(evidence);
    }

    public boolean yes() {
        return finding == Finding.SUPPORTED;
    }

    public boolean no() {
        return finding == Finding.CONTRADICTED;
    }

    /** True if it was tested and settled either way. */
    public boolean settled() {
        return yes() || no();
    }
}
