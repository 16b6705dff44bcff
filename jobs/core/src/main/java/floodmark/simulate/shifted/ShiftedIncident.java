package floodmark.simulate.shifted;

import floodmark.evidence.Explanation;
import floodmark.model.Address;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.simulate.FlowSink;
import floodmark.simulate.Incident;
import floodmark.simulate.Truth;
import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.List;

/** A scene at its scale. The model runs twice: once to count, once to make flows. One thread at a time may emit. */
final class ShiftedIncident implements Incident {
    private static final double MEDIAN_ROWS = 95_000;
    private static final double MOST_ROWS = 200_000;
    /** A flood's packets get at most this many rows for one of all else, which then gets fewer. */
    private static final double FLOOD_PART = .8;

    private static final double ELSE_PART = .65;

    private static final int MOST_MERGED = 12;
    private static final double LEAST_PER_MINUTE = 2;
    private static final double MOST_PER_MINUTE = 2000;

    private final Scene scene;
    private final long seed;
    private final long number;
    private final Count count;
    private final Scale scale;

    ShiftedIncident(Scene scene, long seed, long number) {
        this.scene = scene;
        this.seed = seed;
        this.number = number;
        Schedule schedule = scene.schedule();
        count = new Count(scene.sight(), new Window(schedule.start() * Times.SECOND, schedule.end() * Times.SECOND));
        new Play(scene, count).run();
        scale = scale(Draws.of(seed, number, 2));
    }

    /**
     * Rows are limited, so that what has many must be seen from farther away: the scale is the one at which ordinary traffic
     * gives a drawn number of rows a minute, or the largest that fits. A dozen connections may become one row to make it fit.
     */
    private Scale scale(Draws draws) {
        double minutes = scene.schedule().coveredSeconds() / 60;
        double median = minutes > 13_000 ? 1.6 * MEDIAN_ROWS : MEDIAN_ROWS;
        double rows = Laws.clip(Laws.lognormal(draws, median, .4), 15_000, MOST_ROWS);
        rows *= count.packetRows > 0 ? ELSE_PART : 1;
        double perMinute = Laws.clip(Laws.lognormal(draws, 45, 1.5), LEAST_PER_MINUTE, MOST_PER_MINUTE);
        double around = Laws.between(draws, .2, .45);
        double usual = 0;
        for (Service service : scene.services()) {
            usual += 60 * service.rate * scene.sight().share() * service.served().rows;
        }
        double forSubject = rows * (1 - around);
        double fitting = forSubject / count.rows;
        int merged = (int) Laws.clip(StrictMath.rint(perMinute / usual / fitting), 1, MOST_MERGED);
        double subject = StrictMath.min(perMinute / usual, fitting * merged);
        double packets = count.packetRows * subject;
        double room = FLOOD_PART * rows;
        if (packets > room && Laws.chance(draws, .7)) {
            double least = StrictMath.min(subject, merged * LEAST_PER_MINUTE / usual);
            subject = StrictMath.max(least, subject * room / packets);
            packets = count.packetRows * subject;
        }
        double neighbours =
                around * StrictMath.min(rows, 20 * scene.neighbours().size() * minutes);
        return new Scale(subject, merged * neighbours / count.neighbourRows, merged, StrictMath.max(1, packets / room));
    }

    @Override
    public String caseYaml(List<String> capturePaths) {
        return new CaseText(
                        scene,
                        Draws.of(seed, number, 3),
                        scale,
                        count.usualBps() * scale.subject(),
                        count.floodBps() * scale.subject(),
                        count.floodPps() * scale.subject())
                .text("shifted-" + number, comparison(), capturePaths);
    }

    @Override
    public Truth truth() {
        List<Explanation> also = new ArrayList<>();
        Explanation explanation = scene.mechanism().explanation;
        if (!scene.crowds().isEmpty() && explanation != Explanation.FLASH_CROWD) {
            also.add(Explanation.FLASH_CROWD);
        }
        if (scene.failure() != null && explanation != Explanation.SERVICE_FAILURE) {
            also.add(Explanation.SERVICE_FAILURE);
        }
        if (!scene.floods().isEmpty() && explanation != Explanation.ATTACK) {
            also.add(Explanation.ATTACK);
        }
        Window flood = null;
        for (Flood one : scene.floods()) {
            flood = new Window(one.start() * Times.SECOND, one.end() * Times.SECOND);
        }
        return new Truth(
                explanation,
                also,
                scene.mechanism().id,
                scene.mechanism().oneOf(Mechanism.MIMIC, Mechanism.COSTLY),
                scene.mechanism() == Mechanism.FILTERED || noAnswers(),
                count.floodBps() * scale.subject(),
                count.floodPps() * scale.subject(),
                flood,
                count.doubling());
    }

    /** Only answers would show such failures: users ask as before. */
    private boolean noAnswers() {
        Failure failure = scene.failure();
        return scene.mechanism().explanation == Explanation.SERVICE_FAILURE
                && !scene.sight().both()
                && failure != null
                && (failure.mode() == Outcome.ERROR || failure.mode() == Outcome.LEFT)
                && !scene.services().get(0).kind.tcp();
    }

    @Override
    public List<Window> coverage() {
        return scene.schedule().covered().stream()
                .map(one -> new Window(one[0] * Times.SECOND, one[1] * Times.SECOND))
                .toList();
    }

    @Override
    public List<Address> comparison() {
        // now and then nobody knows others
        if (Laws.chance(Draws.of(seed, number, 5), .1)) {
            return List.of();
        }
        return scene.neighbours().stream().map(n -> n.addresses.get(0)).toList();
    }

    @Override
    public void emit(FlowSink sink) {
        Emission emission = new Emission(scene.sight(), scale, Draws.of(seed, number, 4), sink);
        new Play(scene, emission).run();
    }
}
