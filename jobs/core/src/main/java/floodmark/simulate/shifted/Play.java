package floodmark.simulate.shifted;

import java.util.List;
import java.util.stream.Stream;

/** Runs a scene: users arrive, links drop, servers serve, and what passes the vantage is told to a stage. */
final class Play {
    private static final int WARM_UP = 900;
    private static final int NEIGHBOUR_STEP = 120;
    private static final int DAY = 86_400;
    private static final boolean[] NONE = new boolean[0];

    private final Scene scene;
    private final Stage stage;
    /** Floods and strays: to a vantage and to a server one is as good as the other. */
    private final List<Flood> uninvited;

    Play(Scene scene, Stage stage) {
        uninvited =
                Stream.concat(scene.floods().stream(), scene.strays().stream()).toList();
        this.scene = scene;
        this.stage = stage;
    }

    void run() {
        List<long[]> covered = scene.schedule().covered();
        for (int w = 0; w < covered.size(); w++) {
            long from = covered.get(w)[0];
            long to = covered.get(w)[1];
            stage.window(from, to);
            for (int i = 0; i < scene.services().size(); i++) {
                scene.servers().get(i).reset();
                scene.services().get(i).activity.restart(w);
            }
            for (long t = from - WARM_UP; t < to; t += scene.schedule().step(t)) {
                step(t, scene.schedule().step(t), t >= from);
            }
            for (Service neighbour : scene.neighbours()) {
                neighbour.activity.restart(w);
                for (long t = from; t < to; t += NEIGHBOUR_STEP) {
                    neighbour(neighbour, t);
                }
            }
        }
    }

    private void neighbour(Service neighbour, long t) {
        double rate = neighbour.rate * neighbour.activity.next(t, NEIGHBOUR_STEP) * NEIGHBOUR_STEP;
        Disruption disruption = scene.disruption();
        if (disruption == null || !disruption.on(t)) {
            stage.sessions(neighbour, neighbour.served(), neighbour.users, NONE, rate, t, NEIGHBOUR_STEP, true);
            return;
        }
        double foreign = disruption.strangers(neighbour.users);
        rate *= disruption.arriving(neighbour.users);
        boolean[] cut = disruption.cut();
        double lost = disruption.loss();
        Session served = neighbour.served();
        Session failed = disruption.dropped(neighbour);
        double own = rate * (1 - foreign);
        stage.sessions(neighbour, served, neighbour.users, cut, own * (1 - lost), t, NEIGHBOUR_STEP, true);
        stage.sessions(neighbour, failed, neighbour.users, cut, 2 * own * lost, t, NEIGHBOUR_STEP, true);
        double joined = rate * foreign;
        stage.sessions(neighbour, served, disruption.joined(), NONE, joined * (1 - lost), t, NEIGHBOUR_STEP, true);
        stage.sessions(neighbour, failed, disruption.joined(), NONE, 2 * joined * lost, t, NEIGHBOUR_STEP, true);
    }

    private void step(long t, int step, boolean recorded) {
        int size = scene.services().size();
        double[] fresh = new double[size];
        double[] crowd = new double[size];
        double inBits = 0;
        double outBits = 0;
        double packets = 0;
        double usualBits = 0;
        double usualPackets = 0;
        Disruption disruption = scene.disruption();
        boolean disrupted = disruption != null && disruption.on(t);
        for (int i = 0; i < size; i++) {
            Service service = scene.services().get(i);
            Session session = service.served();
            double usual = service.rate * service.activity.usual(t);
            usualBits += usual * session.bitsThere();
            usualPackets += usual * session.packetsThere();
            fresh[i] = service.rate * service.activity.next(t, step);
            if (disruption != null && disrupted) {
                fresh[i] *= disruption.arriving(service.users);
            }
            inBits += fresh[i] * session.bitsThere();
            outBits += fresh[i] * session.bitsBack();
            packets += fresh[i] * session.packetsThere();
        }
        for (Crowd one : scene.crowds()) {
            double arriving = one.at(t);
            crowd[0] += arriving;
            inBits += arriving * one.session().bitsThere();
            outBits += arriving * one.session().bitsBack();
            packets += arriving * one.session().packetsThere();
        }
        for (Flood stray : scene.strays()) {
            double now = stray.level() * stray.at(t);
            inBits += now * stray.bits();
            packets += now * stray.packetsEach();
        }
        double floodBits = 0;
        double floodPackets = 0;
        double halfOpen = 0;
        double held = 0;
        for (Flood flood : scene.floods()) {
            double now = flood.level() * flood.at(t);
            floodBits += now * flood.bits();
            floodPackets += now * flood.packetsEach();
            halfOpen += flood.halfOpen() * flood.at(t);
            held += flood.held() * flood.at(t);
        }
        double pass = StrictMath.min(1, scene.link() / (inBits + floodBits));
        pass *= StrictMath.min(1, scene.packetLimit() / ((packets + floodPackets) * pass));
        double room = halfOpen * pass > scene.halfOpen() ? scene.halfOpen() / (halfOpen * pass) : 1;
        double out = StrictMath.min(1, scene.link() / outBits);
        if (recorded) {
            stage.load(t, step, usualBits, usualPackets, floodBits * pass, floodPackets * pass);
        }
        // a lost SYN is sent again, so that a connection fails only if three are lost
        double connect = room * (1 - cubed(1 - pass));
        if (disruption != null && disrupted) {
            connect *= 1 - disruption.loss();
        }
        double attempts = scene.sight().behind() ? 1 - cubed(1 - pass) : 1;
        for (int i = 0; i < size; i++) {
            serve(i, t, step, fresh[i], crowd[i], connect, out * StrictMath.max(.01, 1 - held), pass);
            if (recorded) {
                tell(i, t, step, fresh[i], attempts, disrupted);
            }
        }
        if (recorded) {
            floods(t, step, pass, room);
            always(t, step);
        }
    }

    private void serve(
            int i, long t, int step, double fresh, double crowd, double connect, double capacity, double pass) {
        Server server = scene.servers().get(i);
        double foreign = 0;
        for (Flood flood : uninvited) {
            if (!flood.packets() && flood.services().contains(i)) {
                foreign += flood.level()
                        * flood.at(t)
                        * flood.cost()
                        * pass
                        / flood.services().size();
            }
        }
        Failure failure = scene.failure();
        if (failure == null || i >= failure.services()) {
            server.step(step, (fresh + crowd) * step, connect, 0, Outcome.ERROR, capacity, foreign * step);
            return;
        }
        boolean on = failure.on(t);
        if (on && t - step < failure.start()) {
            server.lose(fresh * failure.standing());
        }
        double arriving = (fresh * failure.presence(t) + crowd) * step;
        server.step(
                step,
                arriving,
                connect,
                on ? failure.broken() : 0,
                failure.mode(),
                capacity * (on ? failure.capacity() : 1),
                foreign * step);
    }

    private void tell(int i, long t, int step, double fresh, double attempts, boolean disrupted) {
        Service service = scene.services().get(i);
        Server server = scene.servers().get(i);
        Disruption disruption = scene.disruption();
        boolean[] cut = disrupted && disruption != null ? disruption.cut() : NONE;
        double drawn = 0;
        if (i == 0) {
            for (Crowd one : scene.crowds()) {
                drawn += one.at(t);
            }
        }
        double ordinary = drawn > 0 ? fresh / (fresh + drawn) : 1;
        for (Outcome outcome : Outcome.values()) {
            double ended = server.ended(outcome);
            if (ended <= 0) {
                continue;
            }
            double seen = outcome == Outcome.DROPPED ? ended * attempts : ended;
            Session session = service.session(outcome);
            double usual = seen * ordinary;
            if (disruption != null && disrupted) {
                session = outcome == Outcome.DROPPED ? disruption.dropped(service) : session;
                double foreign = disruption.strangers(service.users);
                stage.sessions(service, session, disruption.joined(), NONE, usual * foreign, t, step, false);
                usual *= 1 - foreign;
            }
            Turn turn = scene.turn();
            if (turn != null && i == 0 && outcome == Outcome.SERVED) {
                double turned = turn.at(t);
                stage.sessions(service, turn.session(), service.users, cut, usual * turned, t, step, false);
                usual *= 1 - turned;
            }
            stage.sessions(service, session, service.users, cut, usual, t, step, false);
            for (Crowd one : drawn > 0 ? scene.crowds() : List.<Crowd>of()) {
                double part = (1 - ordinary) * one.at(t) / drawn;
                Session theirs = one.session(service, outcome);
                stage.sessions(service, theirs, one.users(), cut, seen * part, t, step, false);
            }
        }
    }

    private void floods(long t, int step, double pass, double room) {
        for (Flood flood : uninvited) {
            double now = flood.level() * flood.at(t) * step;
            if (now <= 0 || !flood.visible()) {
                continue;
            }
            Session session = flood.session();
            double seen = scene.sight().behind() ? pass : 1;
            if (session == null) {
                stage.packets(flood, now * seen, StrictMath.min(1, pass / seen) * room, t, step);
                continue;
            }
            for (int i : flood.services()) {
                Service service = scene.services().get(i);
                Server server = scene.servers().get(i);
                double each = now / flood.services().size();
                double through = each * (1 - cubed(1 - pass)) * room;
                double done = through * server.foreignServed();
                Session refused = service.session(server.excess());
                Session dropped = service.session(Outcome.DROPPED);
                stage.sessions(service, session, flood.sources(), NONE, done, t, step, false);
                stage.sessions(service, refused, flood.sources(), NONE, through - done, t, step, false);
                stage.sessions(service, dropped, flood.sources(), NONE, (each - through) * seen, t, step, false);
            }
        }
    }

    private void always(long t, int step) {
        Service first = scene.services().get(0);
        for (Crowd one : scene.daily()) {
            double clock = one.start() - DAY / 2 + Math.floorMod(t - one.start() + DAY / 2, (long) DAY);
            double arriving = one.at(clock) * step;
            stage.sessions(first, one.session(), one.users(), NONE, arriving, t, step, false);
        }
        for (int i = 0; i < scene.noise().size(); i++) {
            Crowd one = scene.noise().get(i);
            Service asked = scene.services().get(i % scene.services().size());
            stage.sessions(asked, one.session(), one.users(), NONE, one.peak() * step, t, step, false);
        }
    }

    private static double cubed(double x) {
        return x * x * x;
    }
}
