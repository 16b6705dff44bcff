package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowShapesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void durationsByPowersOfTwoSeconds() {
        assertThat(FlowShapes.durationClass(-5)).isZero();
        assertThat(FlowShapes.durationClass(SECOND - 1)).isZero();
        assertThat(FlowShapes.durationClass(SECOND)).isEqualTo(1);
        assertThat(FlowShapes.durationClass(2 * SECOND - 1)).isEqualTo(1);
        assertThat(FlowShapes.durationClass(2 * SECOND)).isEqualTo(2);
        assertThat(FlowShapes.durationClass(65_536 * SECOND)).isEqualTo(17);
        assertThat(FlowShapes.durationClass(Long.MAX_VALUE)).isEqualTo(17);
    }

    @Test
    void sizesByPowersOfTwo() {
        assertThat(FlowShapes.sizeClass(0)).isZero();
        assertThat(FlowShapes.sizeClass(1)).isEqualTo(1);
        assertThat(FlowShapes.sizeClass(1023)).isEqualTo(10);
        assertThat(FlowShapes.sizeClass(1024)).isEqualTo(11);
        assertThat(FlowShapes.sizeClass(Long.MAX_VALUE)).isEqualTo(41);
    }

    @Test
    void longThinFlowsAreTcpOnly() {
        FlowShapes shapes = FlowShapes.none();
        shapes.tcp()[FlowShapes.durationClass(40 * SECOND)][FlowShapes.sizeClass(900)] = 5;
        shapes.tcp()[FlowShapes.durationClass(40 * SECOND)][FlowShapes.sizeClass(1024)] = 7;
        shapes.tcp()[FlowShapes.durationClass(31 * SECOND)][FlowShapes.sizeClass(900)] = 11;
        shapes.other()[FlowShapes.durationClass(40 * SECOND)][FlowShapes.sizeClass(900)] = 13;
        assertThat(shapes.longThin(FlowShapes.durationClass(32 * SECOND), 10)).isEqualTo(5);
        assertThat(shapes.tcpFlows()).isEqualTo(23);
    }
}
