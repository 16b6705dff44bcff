package floodmark.verdict;

import floodmark.claim.Asserts;
import floodmark.claim.Statement;
import floodmark.evidence.Answer;
import floodmark.evidence.Finding;
import floodmark.evidence.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One rule: for statements of one kind, under one condition, one finding. The first rule of a kind that holds answers.
 *
 * @param id stable; a change of meaning means a new id
 * @param asserts the kind of statement it answers
 * @param finding what it finds
 * @param says the reason in words; the cited answers' own words follow it
 * @param cites questions whose answers it rests on
 * @param holds the condition
 */
record Rule(
        String id,
        Asserts asserts,
        Finding finding,
        String says,
        List<Question> cites,
        BiPredicate<Weighed, Statement> holds) {

    static Rule of(
            String id,
            Asserts asserts,
            Finding finding,
            String says,
            List<Question> cites,
            BiPredicate<Weighed, Statement> holds) {
        return new Rule(id, asserts, finding, says, cites, holds);
    }

    /** One sentence: the rule's reason, then what the answers it cites measured. */
    String why(Weighed context) {
        String measured = cites.stream()
                .map(context::answer)
                .map(Answer::words)
                .distinct()
                .collect(Collectors.joining("; "));
        return measured.isEmpty() ? says : says + ": " + measured;
    }

    List<String> evidence(Weighed context, List<String> more) {
        return Stream.concat(cites.stream().flatMap(q -> context.answer(q).evidence().stream()), more.stream())
                .distinct()
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
