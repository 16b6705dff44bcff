package floodmark.evidence;

import floodmark.claim.CaseFile;

/** Do the published audience numbers explain the volume? The arithmetic is printed, whatever it shows. */
final class DemandFamily implements Family {
    @Override
    public String id() {
        return "demand";
    }

    @Override
    public String question() {
        return "do the published audience numbers explain the volume?";
    }

    @Override
    public void evaluate(Context context) {
        CaseFile.Demand demand = context.data().theCase().demand();
        if (demand == null || demand.bitsPerSecondPerUser() == null) {
            none(context, "the case declares no demand with bits_per_second_per_user");
            return;
        }
        double perUser = demand.bitsPerSecondPerUser();
        row(context, "published-peak", demand.peakUsers(), perUser);
        row(context, "tested-capacity", demand.testedUsers(), perUser);
        Long tested = demand.testedUsers();
        Departure out = context.subject("bps-out").orElse(null);
        if (tested == null || out == null) {
            none(
                    context,
                    tested == null
                            ? "the case declares no tested_users"
                            : "what the service sent is not seen from here");
            return;
        }
        double sent =
                out.signal().peak(context.trouble()) / context.data().vantage().shareLow();
        double capacity = tested * perUser;
        double least =
                out.signal().peak(context.trouble()) / context.data().vantage().shareHigh();
        boolean covered = context.coverage(out) >= 0.95;
        Evidence row = Evidence.of(id(), "sent-against-tested")
                .window(context.trouble())
                .metric("bps-out", "bit/s")
                .observed(sent)
                .expected(capacity, Double.NaN, capacity)
                .effect(sent / capacity, Double.NaN, Double.NaN)
                .bearsOn("demand-within-capacity")
                .finding(
                        Double.isNaN(sent)
                                ? Finding.NOT_TESTED
                                : least > capacity
                                        ? Finding.CONTRADICTED
                                        : !covered
                                                ? Finding.NOT_VISIBLE
                                                : sent <= capacity ? Finding.SUPPORTED : Finding.UNDECIDED)
                .method(
                        "largest bin of what the service sent, at the subject, against tested_users times bits_per_second_per_user",
                        "-")
                .note("rests on the declared volume of one user");
        context.add(row);
        context.answer(
                Question.DEMAND_WITHIN,
                row.finding(),
                "the service sent at most " + Words.size(sent, "bit/s") + ", the tested audience would need "
                        + Words.size(capacity, "bit/s"),
                row);
    }

    private void row(Context context, String test, @org.jspecify.annotations.Nullable Long users, double perUser) {
        if (users == null) {
            return;
        }
        context.add(Evidence.of(id(), test)
                .window(context.trouble())
                .metric("bps", "bit/s")
                .expected(users * perUser, Double.NaN, Double.NaN)
                .bearsOn("demand-within-capacity", "flash-crowd", "saturation")
                .finding(Finding.UNDECIDED)
                .method("users times bits per second of one user, as declared in the case", "-")
                .note(users + " users x " + Words.size(perUser, "bit/s") + " = "
                        + Words.size(users * perUser, "bit/s")));
    }

    private void none(Context context, String why) {
        context.add(Evidence.notTested(id(), "sent-against-tested", why).bearsOn("demand-within-capacity"));
        context.answer(Question.DEMAND_WITHIN, Finding.NOT_TESTED, why);
    }
}
