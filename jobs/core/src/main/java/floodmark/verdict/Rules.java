package floodmark.verdict;

import static floodmark.evidence.Finding.CONTRADICTED;
import static floodmark.evidence.Finding.NOT_TESTED;
import static floodmark.evidence.Finding.NOT_VISIBLE;
import static floodmark.evidence.Finding.SUPPORTED;
import static floodmark.evidence.Finding.UNDECIDED;

import floodmark.claim.Asserts;
import floodmark.claim.Statement;
import floodmark.evidence.Evidence;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.evidence.PrecedentFamily;
import floodmark.evidence.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The rules that answer statements while likelihood ratios are not calibrated. Facts come from the families' answers; a rule
 * only combines them. The order matters: the first rule of a kind that holds answers, and the last of each kind always holds.
 */
final class Rules {
    /** Version of the whole set; part of every verdict. */
    static final String VERSION = "3";

    private Rules() {}

    static final List<Rule> ALL = all();

    private static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        attack(rules);
        flashCrowd(rules);
        serviceFailure(rules);
        networkEvent(rules);
        direct(
                rules,
                "ELSEWHERE",
                Asserts.ELSEWHERE_ORDINARY,
                Question.ELSEWHERE_ORDINARY,
                "a capture that also carries comparable destinations would show it");
        direct(
                rules,
                "PLATFORM",
                Asserts.WHOLE_PLATFORM,
                Question.SEVERAL_SERVICES,
                "a case that names the subject's other services, and a capture that carries them, would show it");
        direct(
                rules,
                "SINGLE",
                Asserts.SINGLE_SERVICE,
                Question.ONE_SERVICE,
                "a case that names the subject's other services, and a capture that carries them, would show it");
        direct(
                rules,
                "SATURATION",
                Asserts.SATURATION,
                Question.CAPACITY_REACHED,
                "interface counters or flows of the link together with its capacity would show it");
        direct(
                rules,
                "DEMAND",
                Asserts.DEMAND_WITHIN_CAPACITY,
                Question.DEMAND_WITHIN,
                "published audience numbers, the volume of one user and a capture of what the service sent would show it");
        moment(rules, "ONSET", Asserts.ONSET, "timeline.onset");
        moment(rules, "RECOVERY", Asserts.RECOVERY, "timeline.recovery");
        like(rules, "LIKE-YES-1", SUPPORTED, "the same signature, as far as both were measured");
        like(rules, "LIKE-NO-1", CONTRADICTED, "another signature");
        like(rules, "LIKE-OPEN-1", UNDECIDED, "neither the same signature nor another");
        rules.add(Rule.of(
                "LIKE-UNSEEN-1",
                Asserts.LIKE,
                NOT_VISIBLE,
                "too little was measured in both to compare; flow captures of both would show it",
                List.of(),
                (c, s) -> true));
        rules.add(Rule.of(
                "OTHER-1",
                Asserts.OTHER,
                NOT_VISIBLE,
                "traffic does not show this, wherever it is watched; it is kept in the ledger",
                List.of(),
                (c, s) -> true));
        return List.copyOf(rules);
    }

    private static void like(List<Rule> rules, String id, Finding finding, String says) {
        rules.add(Rule.of(
                id,
                Asserts.LIKE,
                finding,
                says,
                List.of(),
                (c, s) -> c.rows().stream().anyMatch(r -> PrecedentFamily.isFor(r, s.id()) && r.finding() == finding)));
    }

    private static void attack(List<Rule> rules) {
        for (Finding finding : List.of(SUPPORTED, CONTRADICTED, NOT_VISIBLE, UNDECIDED)) {
            String name = finding.name().replace('_', '-');
            rules.add(Rule.of(
                    "ATTACK-" + name + "-1",
                    Asserts.ATTACK,
                    finding,
                    "",
                    List.of(),
                    (c, s) -> AttackAssessment.of(c, s).attack() == finding));
            rules.add(Rule.of(
                    "CAUSE-" + name + "-1",
                    Asserts.ATTACK_CAUSED_TROUBLE,
                    finding,
                    "",
                    List.of(),
                    (c, s) -> cause(AttackAssessment.of(c, s)) == finding));
        }
        rules.add(Rule.of(
                "NO-ATTACK-CONTRADICTED-1",
                Asserts.NO_ATTACK,
                CONTRADICTED,
                "",
                List.of(),
                (c, s) -> AttackAssessment.of(c, null).present() == SUPPORTED));
        // An excess or a makeup that is not explained leaves room for a flood smaller than the one that was claimed.
        rules.add(Rule.of(
                "NO-ATTACK-SUPPORTED-2",
                Asserts.NO_ATTACK,
                SUPPORTED,
                "",
                List.of(),
                (c, s) -> AttackAssessment.of(c, null).attack() == CONTRADICTED
                        && !yes(c, Question.EXCESS)
                        && !yes(c, Question.FLOOD_SIGNATURE)
                        && c.answer(Question.FLOOD_SIGNATURE).finding() != UNDECIDED));
        rules.add(Rule.of(
                "NO-ATTACK-NOT-VISIBLE-1",
                Asserts.NO_ATTACK,
                NOT_VISIBLE,
                "",
                List.of(),
                (c, s) -> AttackAssessment.of(c, null).attack() == NOT_VISIBLE));
        rules.add(Rule.of("NO-ATTACK-UNDECIDED-1", Asserts.NO_ATTACK, UNDECIDED, "", List.of(), (c, s) -> true));
    }

    /** All four must be shown for a cause; one that is refuted refutes it. */
    private static Finding cause(AttackAssessment a) {
        List<Finding> parts = List.of(a.attack(), a.sufficient(), a.before());
        if (parts.contains(CONTRADICTED)) {
            return CONTRADICTED;
        }
        if (parts.stream().allMatch(f -> f == SUPPORTED)) {
            return SUPPORTED;
        }
        return a.attack() == NOT_VISIBLE || a.sufficient() == NOT_VISIBLE ? NOT_VISIBLE : UNDECIDED;
    }

    private static void flashCrowd(List<Rule> rules) {
        Asserts kind = Asserts.FLASH_CROWD;
        byRatio(
                rules,
                "CROWD",
                kind,
                Explanation.FLASH_CROWD,
                "a surge could not have been told from the usual ups and downs",
                c -> c.answer(Question.EXCESS).finding() == NOT_VISIBLE);
        rules.add(Rule.of(
                "CROWD-USERS-1",
                kind,
                SUPPORTED,
                "more than usual came, of the service's own kind, because more senders came",
                List.of(Question.EXCESS, Question.USUAL_MAKEUP, Question.MORE_SENDERS, Question.USUAL_SENDERS),
                (c, s) -> yes(c, Question.EXCESS)
                        && !yes(c, Question.FLOOD_SIGNATURE)
                        && yes(c, Question.USUAL_MAKEUP)
                        && yes(c, Question.MORE_SENDERS)
                        && (yes(c, Question.USUAL_SENDERS) || yes(c, Question.SCHEDULED))));
        rules.add(Rule.of(
                "CROWD-SCHEDULE-1",
                kind,
                SUPPORTED,
                "more than usual was asked for, building up gradually to a scheduled event",
                List.of(Question.EXCESS, Question.RAMP, Question.SCHEDULED),
                (c, s) -> c.data().counts()
                        && yes(c, Question.EXCESS)
                        && yes(c, Question.SCHEDULED)
                        && yes(c, Question.RAMP)));
        rules.add(Rule.of(
                "CROWD-FLOOD-1",
                kind,
                CONTRADICTED,
                "nearly all that came was a flood, which leaves no surge of users",
                List.of(Question.FLOOD_SIGNATURE),
                (c, s) -> c.rows().stream()
                        .anyMatch(r -> r.family().equals("makeup")
                                && r.finding() == SUPPORTED
                                && "packet-share".equals(r.metric())
                                && r.observed() >= 0.9)));
        rules.add(Rule.of(
                "CROWD-NO-EXCESS-1",
                kind,
                CONTRADICTED,
                "no surge: what came was not more than usual",
                List.of(Question.EXCESS),
                (c, s) -> no(c, Question.EXCESS)));
        rules.add(Rule.of(
                "CROWD-NEVER-ROSE-1",
                kind,
                CONTRADICTED,
                "less than usual was served, and nothing rose before it fell",
                List.of(Question.LOSS, Question.ROSE),
                (c, s) -> yes(c, Question.LOSS) && no(c, Question.ROSE)));
        rules.add(Rule.of(
                "CROWD-NOT-VISIBLE-1",
                kind,
                NOT_VISIBLE,
                "a surge could not have been told from the usual ups and downs",
                List.of(Question.EXCESS),
                (c, s) -> c.answer(Question.EXCESS).finding() == NOT_VISIBLE));
        rules.add(Rule.of(
                "CROWD-OPEN-1",
                kind,
                UNDECIDED,
                "whether users made the surge is not settled",
                List.of(Question.EXCESS, Question.USUAL_MAKEUP, Question.USUAL_SENDERS),
                (c, s) -> true));
    }

    private static void serviceFailure(List<Rule> rules) {
        Asserts kind = Asserts.SERVICE_FAILURE;
        byRatio(
                rules,
                "FAILURE",
                kind,
                Explanation.SERVICE_FAILURE,
                "what the service sent is not seen from here; a capture of both directions would show it",
                c -> !c.data().seesBothDirections());
        rules.add(Rule.of(
                "FAILURE-LOSS-1",
                kind,
                SUPPORTED,
                "less than usual was served while no more than usual came",
                List.of(Question.LOSS, Question.EXCESS),
                (c, s) -> yes(c, Question.LOSS)
                        && (no(c, Question.EXCESS) || yes(c, Question.ARRIVAL_LOSS))
                        && Judge.arrivalsMeasured(c.context())
                        && !yes(c, Question.FLOOD_SIGNATURE)
                        && !yes(c, Question.ELSEWHERE_DEPARTED)));
        rules.add(Rule.of(
                "FAILURE-SERVED-AS-USUAL-2",
                kind,
                CONTRADICTED,
                "it went on serving",
                List.of(Question.LOSS),
                (c, s) -> no(c, Question.LOSS) && !fellBehind(c)));
        rules.add(Rule.of(
                "FAILURE-UNSEEN-1",
                kind,
                NOT_VISIBLE,
                "what the service sent is not seen from here; a capture of both directions would show it",
                List.of(),
                (c, s) -> !c.data().counts() && !c.data().seesBothDirections()));
        rules.add(Rule.of(
                "FAILURE-OPEN-1",
                kind,
                UNDECIDED,
                "whether the service failed by itself is not settled",
                List.of(Question.LOSS, Question.EXCESS),
                (c, s) -> true));
    }

    /** True if more came and each byte of it was answered with less than half of what is usual. */
    private static boolean fellBehind(Weighed context) {
        return yes(context, Question.EXCESS)
                && context.rows().stream()
                        .anyMatch(r -> r.name().equals("response.bytes-out-per-byte-in") && r.effect() < 0.5);
    }

    private static void networkEvent(List<Rule> rules) {
        Asserts kind = Asserts.NETWORK_EVENT;
        byRatio(
                rules,
                "NETWORK",
                kind,
                Explanation.NETWORK_EVENT,
                "a capture that also carries comparable destinations would show it",
                c -> c.answer(Question.ELSEWHERE_DEPARTED).finding() == NOT_TESTED);
        rules.add(Rule.of(
                "NETWORK-SHARED-1",
                kind,
                SUPPORTED,
                "comparable destinations departed with the subject",
                List.of(Question.ELSEWHERE_DEPARTED),
                (c, s) -> yes(c, Question.ELSEWHERE_DEPARTED)
                        && (yes(c, Question.EXCESS) || yes(c, Question.LOSS) || yes(c, Question.ARRIVAL_LOSS))));
        rules.add(Rule.of(
                "NETWORK-ALONE-1",
                kind,
                CONTRADICTED,
                "comparable destinations did not depart with the subject",
                List.of(Question.ELSEWHERE_DEPARTED),
                (c, s) -> no(c, Question.ELSEWHERE_DEPARTED)));
        rules.add(Rule.of(
                "NETWORK-UNSEEN-1",
                kind,
                NOT_VISIBLE,
                "a capture that also carries comparable destinations would show it",
                List.of(),
                (c, s) -> c.answer(Question.ELSEWHERE_DEPARTED).finding() == NOT_TESTED));
        rules.add(Rule.of(
                "NETWORK-OPEN-1",
                kind,
                UNDECIDED,
                "whether the trouble was shared is not settled",
                List.of(Question.ELSEWHERE_DEPARTED),
                (c, s) -> true));
    }

    /** Where a calibrated ratio is known it decides; these stand before the rules that decide without one. */
    private static void byRatio(
            List<Rule> rules,
            String id,
            Asserts kind,
            Explanation explanation,
            String unseenWords,
            Predicate<Weighed> unseen) {
        rules.add(Rule.of(
                id + "-RATIO-FOR-2",
                kind,
                SUPPORTED,
                "",
                List.of(),
                (c, s) -> c.ratios() != null && c.ratios().of(explanation).supports()));
        rules.add(Rule.of(
                id + "-RATIO-UNSEEN-1",
                kind,
                NOT_VISIBLE,
                unseenWords,
                List.of(),
                (c, s) -> c.ratios() != null && unseen.test(c)));
        rules.add(Rule.of(
                id + "-RATIO-AGAINST-2",
                kind,
                CONTRADICTED,
                "",
                List.of(),
                (c, s) -> c.ratios() != null
                        && c.ratios().of(explanation).contradicts()
                        // What outweighs it may have come beside it.
                        && !c.ratios().attack().supports()));
        rules.add(Rule.of(id + "-RATIO-OPEN-1", kind, UNDECIDED, "", List.of(), (c, s) -> c.ratios() != null));
    }

    /** Statements that one question answers. */
    private static void direct(List<Rule> rules, String id, Asserts kind, Question question, String wouldShow) {
        List<Question> cites = List.of(question);
        rules.add(Rule.of(id + "-YES-1", kind, SUPPORTED, "yes", cites, (c, s) -> yes(c, question)));
        rules.add(Rule.of(id + "-NO-1", kind, CONTRADICTED, "no", cites, (c, s) -> no(c, question)));
        rules.add(Rule.of(id + "-UNSEEN-1", kind, NOT_VISIBLE, wouldShow, cites, (c, s) -> {
            Finding finding = c.answer(question).finding();
            return finding == NOT_TESTED || finding == NOT_VISIBLE;
        }));
        rules.add(Rule.of(id + "-OPEN-1", kind, UNDECIDED, "not settled", cites, (c, s) -> true));
    }

    /** Statements about a moment: the change point's interval against the asserted time with its tolerance. */
    private static void moment(List<Rule> rules, String id, Asserts kind, String rowName) {
        rules.add(Rule.of(
                id + "-NONE-1",
                kind,
                NOT_VISIBLE,
                "no such change was found in the captures",
                List.of(),
                (c, s) -> row(c, rowName) == null));
        rules.add(Rule.of(
                id + "-WITHIN-1",
                kind,
                SUPPORTED,
                "the change lies within the asserted time",
                List.of(),
                at(rowName, true)));
        rules.add(Rule.of(
                id + "-OUTSIDE-2",
                kind,
                CONTRADICTED,
                "the change lies outside the asserted time",
                List.of(),
                (c, s) -> at(rowName, false).test(c, s) && looked(c, s, rowName)));
        rules.add(Rule.of(
                id + "-OPEN-1",
                kind,
                UNDECIDED,
                "the change cannot be placed closely enough",
                List.of(),
                (c, s) -> true));
    }

    private static BiPredicate<Weighed, floodmark.claim.Statement> at(String rowName, boolean within) {
        return (c, s) -> {
            Evidence row = row(c, rowName);
            Long time = s.timeNanos();
            if (row == null || time == null) {
                return false;
            }
            double low = (time - s.withinNanos()) / 1e9;
            double high = (time + s.withinNanos()) / 1e9;
            return within
                    ? row.expectedLow() >= low && row.expectedHigh() <= high
                    : row.expectedHigh() < low || row.expectedLow() > high;
        };
    }

    /** True if the asserted time lies within the stretch in which the change was looked for. */
    private static boolean looked(Weighed context, Statement statement, String rowName) {
        Evidence row = row(context, rowName);
        Long time = statement.timeNanos();
        return row != null
                && time != null
                && row.window() != null
                && row.window().contains(time);
    }

    static @org.jspecify.annotations.Nullable Evidence row(Weighed context, String name) {
        return context.rows().stream()
                .filter(r -> r.name().equals(name) && r.finding() == SUPPORTED)
                .findFirst()
                .orElse(null);
    }

    /** The rule that answers a statement. */
    static Rule answering(Weighed context, Statement statement) {
        return ALL.stream()
                .filter(r -> r.asserts() == statement.asserts() && r.holds().test(context, statement))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule answers " + statement.asserts()));
    }

    private static boolean yes(Weighed context, Question question) {
        return context.answer(question).yes();
    }

    private static boolean no(Weighed context, Question question) {
        return context.answer(question).no();
    }
}
