package floodmark.evidence;

import floodmark.claim.Vantage;

/** Did the subject answer spoofed senders? Only a telescope, where nobody lives, can show that. */
final class BackscatterFamily implements Family {
    @Override
    public String id() {
        return "backscatter";
    }

    @Override
    public String question() {
        return "did the subject answer spoofed senders?";
    }

    @Override
    public void evaluate(Context context) {
        boolean telescope = context.data().vantage().place() == Vantage.Place.TELESCOPE;
        context.add(Evidence.notTested(
                        id(),
                        "telescope-rule",
                        telescope
                                ? "this version does not yet read a telescope's capture for answers of the subject"
                                : "no capture comes from a telescope")
                .bearsOn("attack"));
    }
}
