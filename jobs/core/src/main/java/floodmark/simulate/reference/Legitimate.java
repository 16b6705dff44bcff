package floodmark.simulate.reference;

import floodmark.model.Times;
import floodmark.model.Window;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Makes crowds, failures, network events and ordinary days, with parameters that are drawn or given. */
final class Legitimate {
    private final Setting setting;
    private final Chance chance;
    private final Knobs knobs;

    private Legitimate(Setting setting, Chance chance, Knobs knobs) {
        this.setting = setting;
        this.chance = chance;
        this.knobs = knobs;
    }

    static Cause of(Mechanism mechanism, Setting setting, Chance chance, Knobs knobs) {
        Legitimate made = new Legitimate(setting, chance, knobs);
        return switch (mechanism) {
            case CROWD_DOWNLOAD, CROWD_MACHINES, CROWD_REALTIME, CROWD_CRAWLERS, MONITORING ->
                Gatherings.of(mechanism, setting, chance, knobs);
            case BULK_TRANSFER, DAILY_TRANSFER -> Transfers.of(mechanism, setting, chance, knobs);
            default -> made.byKind(mechanism);
        };
    }

    private Cause byKind(Mechanism mechanism) {
        return switch (mechanism.kind()) {
            case FLASH_CROWD -> crowd(mechanism);
            case SERVICE_FAILURE -> failure(mechanism);
            case NETWORK_EVENT -> networkEvent(mechanism);
            case NOTHING_UNUSUAL -> ordinary(mechanism);
            default -> throw new IllegalArgumentException(mechanism.id());
        };
    }

    private Window window(double leadLeast, double leadMost) {
        return setting.around(chance, knobs, chance.between(leadLeast, leadMost));
    }

    private boolean[] services(double all) {
        int count = setting.site().services().size();
        boolean[] chosen = new boolean[count];
        if (knobs.flag("all_services", chance.happens(all))) {
            Arrays.fill(chosen, true);
        } else {
            chosen[setting.site().mainService()] = true;
        }
        return chosen;
    }

    private Crowd crowd(Mechanism mechanism) {
        boolean link = mechanism == Mechanism.CROWD_LINK;
        double length = setting.trouble().seconds();
        Window window;
        long rise;
        if (link) {
            window = window(-30, 240);
            rise = (long) (knobs.seconds("rise", 0, 86_400, chance.between(5, 60)) * Times.SECOND);
        } else {
            double ramp = knobs.seconds("rise", 0, 86_400, chance.logBetween(900, 7200));
            double before = ramp * chance.between(0.3, 1);
            window = window(before, before + 1);
            rise = (long) (ramp * Times.SECOND);
        }
        double decay =
                knobs.seconds("decay", 0, 86_400, link ? StrictMath.max(600, length * chance.between(0.4, 2)) : 0);
        double size = knobs.number("size", 1, 10_000, setting.growth());
        boolean overload = mechanism == Mechanism.CROWD_OVERLOAD || chance.happens(0.25);
        double capacity =
                knobs.number("service_capacity", 0.1, 1e6, overload ? 1 + (size - 1) * chance.between(0.15, 0.8) : 1e6);
        double limit = mechanism == Mechanism.CROWD_PEERING
                ? setting.site().bpsOut() * StrictMath.max(1.1, size * chance.between(0.3, 0.8))
                : Double.POSITIVE_INFINITY;
        boolean[] services = services(0.3);
        Overload overloaded = new Overload(
                capacity,
                knobs.number("collapse", 0, 3, chance.between(0, 0.8)),
                chance.between(0, 0.9),
                knobs.number("retries", 0, 50, chance.logBetween(0.3, 3)));
        Conditions.PeerSource people = audience(mechanism);
        Crowd.Form form = new Crowd.Form(
                mechanism.id(),
                new Course(window, rise, link ? 0 : (long) (0.05 * length * Times.SECOND), 0, 1),
                (long) (decay * Times.SECOND),
                size - 1,
                services,
                asks(),
                overloaded,
                limit);
        return new Crowd(form, people);
    }

    /** One page, one call of an app: what many ask for at once is often the same thing, and then requests are of one size. */
    private UnaryOperator<Service> asks() {
        boolean same = knobs.flag("one_request", chance.happens(0.3));
        double sizes = chance.logBetween(0.5, 2);
        double sigma = chance.between(0, 0.15);
        double varied = chance.happens(0.5) ? 0 : chance.between(0, 0.3);
        return same ? service -> service.alike(sizes, sigma, varied) : UnaryOperator.identity();
    }

    /** Who comes: usual users, people behind carrier-grade NAT, and people from networks of their own. */
    private Conditions.PeerSource audience(Mechanism mechanism) {
        Site site = setting.site();
        double newShare = switch (mechanism) {
            case CROWD_RETURNING -> 0;
            case CROWD_PEERING -> 0;
            default -> chance.happens(0.3) ? chance.between(0.6, 0.95) : chance.between(0.05, 0.6);
        };
        double natShare = mechanism == Mechanism.CROWD_MOBILE ? chance.between(0.5, 0.9) : chance.between(0, 0.2);
        double novel = knobs.number("new_networks", 0, 1, newShare);
        double natted = knobs.number("cgnat", 0, 1, natShare);
        Community fans =
                new Community(chance, (int) chance.logBetween(300, 6000), chance.between(0.3, 0.9), 0.1, natted / 2);
        if (mechanism == Mechanism.CROWD_PEERING) {
            Community customer = new Community(chance, 1 + chance.below(12), 0.8, 0, 0);
            return customer::usual;
        }
        // Gateways of one carrier stand at one distance, and some set the time to live anew.
        boolean one = knobs.flag("one_ttl", chance.happens(0.3));
        int distance = 64 - 5 - chance.below(20);
        return (draw, into) -> {
            double u = draw.uniform();
            if (u < novel) {
                fans.usual(draw, into);
            } else if (u < novel + (1 - novel) * natted) {
                site.users().natted(draw, into);
                into.ttl = one ? distance : into.ttl;
            } else {
                site.client(draw, into);
            }
        };
    }

    private Failure failure(Mechanism mechanism) {
        Window window = window(-60, 420);
        double rise = knobs.seconds("rise", 0, 86_400, chance.happens(0.25) ? chance.between(60, 1200) : 0);
        Course course = new Course(window, (long) (rise * Times.SECOND), 0, 0, 1);
        boolean[] services = services(mechanism == Mechanism.FAILURE_CONFIGURATION ? 0.3 : 0.8);
        double answered = 0;
        double refused = 0;
        double stuck = chance.happens(0.5) ? chance.between(0.1, 0.9) : 0;
        double retries = chance.logBetween(0.2, 3);
        double volume = 1;
        double demand = chance.happens(0.4) ? chance.between(0.3, 1) : 1;
        double limit = Double.POSITIVE_INFINITY;
        switch (mechanism) {
            case FAILURE_SILENT -> answered = chance.happens(0.6) ? 0 : chance.between(0, 0.08);
            case FAILURE_CRASH -> {
                refused = chance.between(0.85, 1);
                answered = chance.happens(0.7) ? 0 : chance.between(0, 0.1);
            }
            case FAILURE_SLOW -> {
                answered = chance.between(0.3, 0.9);
                volume = chance.between(0.05, 0.5);
                stuck = chance.between(0.5, 1);
            }
            case FAILURE_RETRY_STORM -> {
                answered = chance.between(0, 0.2);
                retries = setting.growth();
                demand = 1;
            }
            case FAILURE_CONFIGURATION -> answered = chance.between(0, 0.3);
            case FAILURE_PARTIAL -> answered = chance.between(0.3, 0.8);
            case FAILURE_UNREACHABLE -> {
                answered = 1;
                demand = chance.between(0.01, 0.4);
            }
            case FAILURE_POLICER -> {
                answered = 1;
                limit = setting.site().bpsOut() * chance.between(0.15, 0.7);
            }
            default -> throw new IllegalArgumentException(mechanism.id());
        }
        return new Failure(new Failure.Form(
                mechanism.id(),
                course,
                services,
                knobs.number("answered", 0, 1, answered),
                knobs.number("refused", 0, 1, refused),
                knobs.number("accepted", 0, 1, stuck),
                knobs.number("retries", 0, 50, retries),
                knobs.number("answer_size", 0, 1, volume),
                knobs.number("demand", 0, 10, demand),
                knobs.number("limit_bps", 1, Double.POSITIVE_INFINITY, limit)));
    }

    private NetworkEvent networkEvent(Mechanism mechanism) {
        Window window = window(-60, 300);
        double reach = 1;
        double demand = 1;
        double answered = 1;
        double rise = chance.happens(0.3) ? chance.between(60, 900) : 0;
        switch (mechanism) {
            case UPSTREAM_OUTAGE -> reach = chance.happens(0.4) ? chance.between(0, 0.1) : chance.between(0.1, 0.6);
            case SURGE_EVERYWHERE -> {
                demand = setting.growth();
                rise = chance.between(60, 1800);
            }
            case REROUTING -> reach = chance.between(0.3, 0.8);
            case PATH_LOSS -> {
                answered = chance.between(0.2, 0.7);
                demand = chance.between(0.6, 1);
                reach = chance.between(0.5, 0.9);
            }
            default -> throw new IllegalArgumentException(mechanism.id());
        }
        double rises = knobs.seconds("rise", 0, 86_400, rise);
        return new NetworkEvent(new NetworkEvent.Form(
                mechanism.id(),
                new Course(window, (long) (rises * Times.SECOND), 0, 0, 1),
                knobs.number("reach", 0, 1, reach),
                knobs.number("demand", 0, 100, demand),
                knobs.number("answered", 0, 1, answered)));
    }

    private Ordinary ordinary(Mechanism mechanism) {
        Window window = window(0, 3600);
        long quarter = window.lengthNanos() / 4;
        double busy = mechanism == Mechanism.BUSY_DAY ? chance.between(1.05, 1.35) : 1;
        return new Ordinary(
                mechanism.id(), new Course(window, quarter, quarter, 0, 1), knobs.number("demand", 0, 10, busy));
    }
}
