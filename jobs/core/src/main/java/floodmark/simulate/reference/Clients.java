package floodmark.simulate.reference;

import floodmark.stats.Draws;
import java.util.List;

/**
 * Who gathers.
 *
 * @param kind one of {@link #KINDS}
 * @param hosts how many, of a fleet or of hosting networks
 * @param known share of the others that are usual clients
 * @param seed of their addresses
 */
record Clients(String kind, int hosts, double known, long seed) {
    /** Usual clients; people of new networks; the same devices again and again; servers of few hosting networks. */
    static final List<String> KINDS = List.of("usual", "new", "fleet", "hosting");

    private static final double UNEVEN = 1;

    Conditions.PeerSource of(Site site) {
        Chance chance = new Chance(new Draws(seed));
        return switch (kind) {
            case "new" -> mixed(site, community(chance)::usual);
            case "fleet" -> mixed(site, fleet(community(chance)));
            case "hosting" -> {
                Hosts servers = new Hosts(chance, hosts, UNEVEN, true);
                yield (draw, into) -> servers.peer(draw.below(servers.size()), into);
            }
            default -> site::client;
        };
    }

    private static Community community(Chance chance) {
        return new Community(chance, (int) chance.logBetween(50, 6000), chance.between(0.3, 0.9), 0, 0.05);
    }

    private Conditions.PeerSource mixed(Site site, Conditions.PeerSource others) {
        return (draw, into) -> {
            if (draw.happens(known)) {
                site.client(draw, into);
            } else {
                others.draw(draw, into);
            }
        };
    }

    /** The same number is the same device each time. */
    private Conditions.PeerSource fleet(Community homes) {
        return (draw, into) -> homes.usual(new Chance(new Draws(Networks.mix(seed + draw.below(hosts)))), into);
    }
}
