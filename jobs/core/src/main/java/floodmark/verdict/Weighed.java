package floodmark.verdict;

import floodmark.evidence.Answer;
import floodmark.evidence.CaseData;
import floodmark.evidence.Context;
import floodmark.evidence.Evidence;
import floodmark.evidence.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case's evidence together with what it weighs: all that a rule may look at.
 *
 * @param context the evidence
 * @param ratios null where no calibrated model applies; then named rules decide alone
 */
record Weighed(Context context, @Nullable Ratios ratios) {
    Answer answer(Question question) {
        return context.answer(question);
    }

    CaseData data() {
        return context.data();
    }

    List<Evidence> rows() {
        return context.rows();
    }
}
