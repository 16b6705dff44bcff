package floodmark.evidence;

import floodmark.model.Profile;
import floodmark.model.Profile.Phase;

/** Did the service answer? Bytes out for each byte in, during the trouble and before. */
final class ResponseFamily implements Family {
    @Override
    public String id() {
        return "response";
    }

    @Override
    public String question() {
        return "did the service answer?";
    }

    @Override
    public void evaluate(Context context) {
        if (context.data().counts()) {
            none(context, "counts do not pair requests with responses");
            return;
        }
        if (!context.data().seesBothDirections()) {
            none(context, "the vantage sees inbound traffic only");
            return;
        }
        for (Profile trouble : context.data().profiles()) {
            if (trouble.phase() != Phase.TROUBLE || trouble.bytes() == 0) {
                continue;
            }
            Profile before = context.data()
                    .profile(trouble.service(), Phase.BASELINE)
                    .filter(p -> p.bytes() > 0)
                    .orElse(null);
            double now = trouble.bytesOut() / (double) trouble.bytes();
            double usual = before == null ? Double.NaN : before.bytesOut() / (double) before.bytes();
            context.add(Evidence.of(id(), "bytes-out-per-byte-in")
                    .service(trouble.service())
                    .window(context.trouble())
                    .metric("bytes-out-per-byte-in", "1")
                    .observed(now)
                    .expected(usual, Double.NaN, Double.NaN)
                    .effect(now / usual, Double.NaN, Double.NaN)
                    .sampleSize(trouble.flows())
                    .bearsOn("service-failure", "attack")
                    .finding(Finding.UNDECIDED)
                    .method(
                            "bytes sent over bytes received; effect: ratio to the baseline",
                            "Gil and Poletto 2001, USENIX Security")
                    .note("a description; what was sent is tested under volume"));
        }
        if (context.rows().stream().noneMatch(r -> r.family().equals(id()))) {
            none(context, "no traffic reached the subject in the trouble window");
        }
    }

    private void none(Context context, String why) {
        context.add(Evidence.notTested(id(), "bytes-out-per-byte-in", why).bearsOn("service-failure"));
    }
}
