package floodmark.verdict;

import floodmark.evidence.Explanation;
import java.util.Locale;

/** What the model of likelihoods weighs against one another. An attack alone and one with company look so different that they are learnt apart. */
public enum Cause {
    ATTACK_ALONE(Explanation.ATTACK),
    ATTACK_WITH_COMPANY(Explanation.ATTACK),
    FLASH_CROWD(Explanation.FLASH_CROWD),
    SERVICE_FAILURE(Explanation.SERVICE_FAILURE),
    NETWORK_EVENT(Explanation.NETWORK_EVENT),
    NOTHING_UNUSUAL(Explanation.NOTHING_UNUSUAL);

    private final Explanation explanation;

    Cause(Explanation explanation) {
        this.explanation = explanation;
    }

    /** The explanation that it is a form of. */
    public Explanation explanation() {
        return explanation;
    }

    /** As written in the fitted model: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
