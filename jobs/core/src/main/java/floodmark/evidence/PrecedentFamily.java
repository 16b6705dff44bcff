package floodmark.evidence;

/** Whose signature does it resemble? Needs stored signatures of cases with a ruling. */
final class PrecedentFamily implements Family {
    @Override
    public String id() {
        return "precedent";
    }

    @Override
    public String question() {
        return "whose signature does it resemble?";
    }

    @Override
    public void evaluate(Context context) {
        context.add(Evidence.notTested(
                        id(),
                        "signature-distance",
                        "this version stores no signatures of earlier cases to compare with")
                .bearsOn("like"));
    }
}
