package floodmark.simulate.shifted;

import floodmark.stats.Draws;
import java.util.List;

/** Kinds of service, and what a user's connections to each look like. */
enum Kind {
    WEB(443, 6, 4.5, 12),
    API(443, 6, 2.2, 6),
    VIDEO(443, 6, 3, 40),
    DNS(53, 17, 1.6, 2),
    GAME(27_015, 17, 1.2, 60),
    PUSH(8883, 6, 1.1, 5),
    TIME(123, 17, 1, 1);

    /** What anybody may run; to serve the time is a thing of its own. */
    static final List<Kind> COMMON = List.of(WEB, API, VIDEO, DNS, GAME, PUSH);

    private static final int TCP = 6;

    final int port;
    final int protocol;
    private final double connections;
    private final double spread;

    Kind(int port, int protocol, double connections, double spread) {
        this.port = port;
        this.protocol = protocol;
        this.connections = connections;
        this.spread = spread;
    }

    boolean tcp() {
        return protocol == TCP;
    }

    /** Packets there are about half of those back when much is sent: every other packet is acknowledged. */
    private double[] sizes(Draws d, double scale) {
        switch (this) {
            case WEB -> {
                double back = Laws.chance(d, .12)
                        ? Laws.pareto(d, 40, 1.25, 4000)
                        : StrictMath.max(3, Laws.lognormal(d, 11 * scale, .9));
                double there = StrictMath.max(4, back * Laws.between(d, .4, .8) + Laws.lognormal(d, 3, .5));
                return new double[] {
                    there, back, Laws.lognormal(d, 150, .45), Laws.lognormal(d, 800, .4), Laws.lognormal(d, 3, 1.2)
                };
            }
            case API -> {
                double back = StrictMath.max(3, Laws.lognormal(d, 7 * scale, .5));
                return new double[] {
                    StrictMath.max(4, back + d.normal()),
                    back,
                    Laws.lognormal(d, 180, .4),
                    Laws.lognormal(d, 330, .5),
                    Laws.lognormal(d, .8, 1)
                };
            }
            case VIDEO -> {
                double back = Laws.pareto(d, 90 * scale, 1.15, 9000);
                return new double[] {
                    StrictMath.max(5, back * Laws.between(d, .3, .55)),
                    back,
                    Laws.lognormal(d, 68, .15),
                    Laws.lognormal(d, 1330, .06),
                    Laws.lognormal(d, 25, .9)
                };
            }
            case DNS -> {
                double tries = Laws.chance(d, .04) ? 2 : 1;
                return new double[] {
                    tries,
                    1,
                    Laws.lognormal(d, 68, .12),
                    Laws.lognormal(d, 160 * scale, .6),
                    tries > 1 ? 2 : Laws.lognormal(d, .01, .6)
                };
            }
            case GAME -> {
                double there = Laws.chance(d, .3) ? 2 + d.below(4) : Laws.lognormal(d, 500 * scale, .9);
                return new double[] {
                    there,
                    there * Laws.between(d, .7, 1.1),
                    Laws.lognormal(d, 90, .25),
                    Laws.lognormal(d, 190, .5),
                    there < 6 ? .2 : there / Laws.between(d, 15, 35)
                };
            }
            case PUSH -> {
                double there = StrictMath.max(6, Laws.lognormal(d, 14 * scale, .6));
                return new double[] {
                    there,
                    StrictMath.max(5, there * Laws.between(d, .7, 1)),
                    Laws.lognormal(d, 120, .3),
                    Laws.lognormal(d, 220, .5),
                    Laws.lognormal(d, 90, .8)
                };
            }
            case TIME -> {
                return new double[] {1, 1, 76, 76, Laws.lognormal(d, .03, .6)};
            }
        }
        throw new AssertionError(this);
    }

    /**
     * @param scale of what is sent, against an ordinary visit
     * @param factor of the number of connections
     */
    Session served(Draws draws, Sight sight, double scale, double factor) {
        boolean open = this == PUSH || Laws.chance(draws, .2);
        Conversation one = tcp()
                ? new Conversation(
                        draws,
                        sight,
                        TCP,
                        open ? Trace.CLIENT_OPEN : Trace.CLIENT,
                        open ? Trace.SERVER_OPEN : Trace.SERVER,
                        d -> sizes(d, scale))
                : new Conversation(draws, sight, protocol, Trace.NONE, Trace.NONE, d -> sizes(d, scale));
        return new Session(one, 1 + (connections - 1) * factor, spread);
    }

    /** A session that gets no service; browsers open two connections. */
    Session failed(Draws draws, Sight sight, Outcome outcome) {
        if (!tcp()) {
            boolean answered = outcome == Outcome.REFUSED || outcome == Outcome.ERROR;
            double asks = this == GAME ? 3 : 1.6;
            return new Session(
                    new Conversation(draws, sight, protocol, Trace.NONE, Trace.NONE, d -> new double[] {
                        1 + d.poisson(asks - 1),
                        answered ? 1 : 0,
                        Laws.lognormal(d, 72, .12),
                        Laws.lognormal(d, 76, .1),
                        Laws.between(d, .01, 4)
                    }),
                    1.2,
                    2);
        }
        Conversation one = switch (outcome) {
            case REFUSED -> conversation(draws, sight, Trace.SYN, Trace.RESET, d -> new double[] {1, 1, 58, 40, .04});
            case DROPPED ->
                conversation(draws, sight, Trace.SYN, Trace.NONE, d -> {
                    int tries = 1 + d.below(4);
                    return new double[] {tries, 0, 58, 40, (1 << (tries - 1)) - .98};
                });
            case ERROR ->
                conversation(draws, sight, Trace.CLIENT, Trace.SERVER, d -> new double[] {
                    5 + d.below(5), 4 + d.below(4), Laws.lognormal(d, 170, .3), Laws.lognormal(d, 380, .4), .4
                });
            case HUNG ->
                conversation(draws, sight, Trace.CLIENT_ABORT, Trace.SERVER_OPEN, d -> new double[] {
                    4 + d.below(6), 2 + d.below(3), Laws.lognormal(d, 200, .3), 52, Laws.between(d, 5, 60)
                });
            case LEFT ->
                conversation(draws, sight, Trace.CLIENT, Trace.SERVER, d -> new double[] {
                    6 + d.below(3), 5 + d.below(3), Laws.lognormal(d, 125, .1), Laws.lognormal(d, 720, .1), .25
                });
            case SERVED -> served(draws, sight, 1, 1).conversation;
        };
        return new Session(one, this == PUSH ? 1 : 1.7, 1);
    }

    private static Conversation conversation(
            Draws draws, Sight sight, Trace there, Trace back, Conversation.Sizes sizes) {
        return new Conversation(draws, sight, TCP, there, back, sizes);
    }
}
