package floodmark.simulate.reference;

import floodmark.claim.Vantage.Place;
import floodmark.claim.Vantage.Sees;
import floodmark.model.Address;
import floodmark.model.Prefix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws a vantage. */
final class ViewDraw {
    private static final List<Integer> ROUTER_RATES = List.of(10, 64, 100, 128, 256, 500, 512, 1000, 1024, 2000);
    private static final List<Integer> TRANSIT_RATES = List.of(100, 256, 512, 1000, 1024, 2000, 4096);
    private static final List<Integer> EXCHANGE_RATES =
            List.of(100, 256, 512, 1000, 1024, 2048, 4096, 5000, 8192, 10_000);

    private ViewDraw() {}

    static View draw(Chance chance, Knobs knobs, boolean specified) {
        double u = chance.uniform();
        Place drawn = specified || u < 0.6
                ? Place.EDGE
                : u < 0.69 ? Place.SERVER : u < 0.84 ? Place.TRANSIT : u < 0.975 ? Place.EXCHANGE : Place.TELESCOPE;
        List<String> places = Arrays.stream(Place.values())
                .map(p -> p.name().toLowerCase(Locale.ROOT))
                .toList();
        Place place = Place.values()[places.indexOf(knobs.choice("place", places, places.get(drawn.ordinal())))];
        boolean inbound = chance.happens(place == Place.EDGE ? 0.2 : 0.25) || place == Place.TELESCOPE;
        inbound &= !specified || place == Place.TELESCOPE;
        String sees = knobs.choice("sees", List.of("both", "inbound"), inbound ? "inbound" : "both");
        double share = switch (place) {
            case TRANSIT -> chance.between(0.05, 0.95);
            case EXCHANGE -> chance.logBetween(0.08, 0.6);
            default -> 1;
        };
        share = knobs.number("share", 0.001, 1, share);
        double low = share * chance.between(0.5, 1);
        double high = StrictMath.min(1, share * chance.between(1, 1.6));
        int rate = switch (place) {
            case EDGE -> chance.happens(0.55) ? 1 : chance.pick(ROUTER_RATES);
            case TRANSIT -> chance.happens(0.2) ? 1 : chance.pick(TRANSIT_RATES);
            case EXCHANGE -> chance.pick(EXCHANGE_RATES);
            default -> 1;
        };
        rate = specified && place == Place.EDGE ? 1 : rate;
        boolean elsewhere = !specified && place != Place.EDGE && place != Place.TELESCOPE && chance.happens(0.08);
        // 44.0.0.0/9 has a telescope in fact; any block without inhabitants does.
        int length = (int) knobs.number("telescope_prefix", 8, 24, 9 + chance.below(8));
        Prefix telescope = Prefix.covering(Address.ofIpv4(44 << 24), length);
        return new View(
                place,
                sees.equals("both") ? Sees.BOTH : Sees.INBOUND,
                share,
                share >= 1 ? 1 : rounded(low),
                share >= 1 ? 1 : rounded(high),
                place == Place.TRANSIT && chance.happens(0.5) || place == Place.EXCHANGE && chance.happens(0.7),
                (int) knobs.number("sampling", 1, 1_000_000, rate),
                chance.happens(0.5),
                knobs.flag("bypassed", elsewhere),
                place == Place.TELESCOPE ? telescope : null);
    }

    /** The least rate in use that is no finer than wanted. */
    static int rate(double wanted) {
        for (int decade = 1; decade < 1_000_000; decade *= 100) {
            for (int rate : EXCHANGE_RATES) {
                if (rate / 10.0 * decade >= wanted) {
                    return StrictMath.max(1, rate / 10 * decade);
                }
            }
        }
        return 1_000_000;
    }

    private static double rounded(double share) {
        return StrictMath.max(0.001, StrictMath.rint(share * 1000) / 1000);
    }
}
