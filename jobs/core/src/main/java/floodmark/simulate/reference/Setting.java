package floodmark.simulate.reference;

import floodmark.model.Window;
import org.jspecify.annotations.Nullable;

/**
 * What a cause is fitted into.
 *
 * @param site the subject
 * @param view the vantage
 * @param trouble when users notice
 * @param captured the stretch around the trouble that is captured
 * @param pps the subject's inbound packets a second at that time, usually
 * @param bps and bit/s
 * @param growth how far a crowd, a storm of retries or a surge grows, in units of the usual demand
 * @param budget records that a flood may take, about
 * @param scheduled when an event was due to begin, or null
 */
record Setting(
        Site site,
        View view,
        Window trouble,
        Window captured,
        double pps,
        double bps,
        double growth,
        int budget,
        @Nullable Long scheduled) {}
