package floodmark.simulate.shifted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ServerTest {
    private static Server server(double giveUp) {
        return new Server(10, 5, Outcome.REFUSED, giveUp, 5);
    }

    private static double all(Server server) {
        double sum = 0;
        for (Outcome outcome : Outcome.values()) {
            sum += server.ended(outcome);
        }
        return sum;
    }

    @Test
    void belowCapacityAllAreServed() {
        Server server = server(.3);
        for (int i = 0; i < 20; i++) {
            server.step(10, 60, 1, 0, Outcome.ERROR, 1, 0);
            assertThat(server.ended(Outcome.SERVED)).isEqualTo(60);
            assertThat(all(server)).isEqualTo(60);
        }
    }

    @Test
    void beyondCapacityRefusalsGrowByRetriesAndEndAfterwards() {
        Server server = server(.3);
        server.step(10, 300, 1, 0, Outcome.ERROR, 1, 0);
        assertThat(server.ended(Outcome.SERVED)).isEqualTo(100);
        assertThat(server.ended(Outcome.REFUSED)).as("beyond a queue of 50").isEqualTo(150);
        double first = server.ended(Outcome.REFUSED);
        for (int i = 0; i < 30; i++) {
            server.step(10, 300, 1, 0, Outcome.ERROR, 1, 0);
        }
        assertThat(server.ended(Outcome.SERVED)).isEqualTo(100);
        assertThat(server.ended(Outcome.REFUSED)).isGreaterThan(2 * first);
        for (int i = 0; i < 200; i++) {
            server.step(10, 20, 1, 0, Outcome.ERROR, 1, 0);
        }
        assertThat(server.ended(Outcome.REFUSED)).isZero();
        assertThat(server.ended(Outcome.SERVED)).isCloseTo(20, within(.5));
    }

    @Test
    void nobodyComesBackWhoGivesUp() {
        Server server = server(1);
        for (int i = 0; i < 5; i++) {
            server.step(10, 40, .5, 0, Outcome.ERROR, 1, 0);
            assertThat(server.ended(Outcome.DROPPED)).isEqualTo(20);
            assertThat(server.ended(Outcome.SERVED)).isEqualTo(20);
        }
    }

    @Test
    void anAdversarysWorkTakesItsShare() {
        Server server = server(1);
        server.step(10, 80, 1, 0, Outcome.ERROR, 1, 320);
        assertThat(server.ended(Outcome.SERVED)).as("a fifth of 100").isCloseTo(20, within(1e-9));
        assertThat(server.foreignServed()).isCloseTo(80 / 320.0, within(1e-9));
        server.reset();
        server.step(10, 60, 1, 0, Outcome.ERROR, 1, 30);
        assertThat(server.ended(Outcome.SERVED)).as("room for both").isEqualTo(60);
        assertThat(server.foreignServed()).isEqualTo(1);
    }

    @Test
    void aFailureTurnsAwayAsItsModeSays() {
        Server server = server(1);
        server.step(10, 50, 1, .8, Outcome.LEFT, 1, 0);
        assertThat(server.ended(Outcome.LEFT)).isCloseTo(40, within(1e-9));
        assertThat(server.ended(Outcome.SERVED)).isCloseTo(10, within(1e-9));
        Server again = server(0);
        again.lose(100);
        again.step(10, 0, 1, 0, Outcome.ERROR, 1, 0);
        assertThat(again.ended(Outcome.SERVED)).as("1 - exp(-10 / 5) of them").isCloseTo(86.466, within(.001));
    }
}
