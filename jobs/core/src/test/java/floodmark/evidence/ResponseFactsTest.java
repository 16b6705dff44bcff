package floodmark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.claim.Vantage;
import floodmark.model.Address;
import floodmark.model.Connections;
import floodmark.model.DestinationSeries;
import floodmark.model.FlowShapes;
import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import floodmark.model.Profile.SenderSample;
import floodmark.model.Profile.Tally;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResponseFactsTest {
    private static final Vantage BOTH = SmallCase.edge(Vantage.Sees.BOTH);

    /** What a network tried and completed. */
    private record Network(int number, long attempts, long completed) {}

    private static SenderSample networks(boolean exact, Network... all) {
        Network[] sorted = all.clone();
        Arrays.sort(sorted, (a, b) -> Long.compareUnsigned(hash(a), hash(b)));
        long[] attempts = Arrays.stream(sorted).mapToLong(Network::attempts).toArray();
        long[] completed = Arrays.stream(sorted).mapToLong(Network::completed).toArray();
        return new SenderSample(
                sorted.length,
                exact,
                Arrays.stream(sorted).mapToLong(ResponseFactsTest::hash).toArray(),
                new long[sorted.length],
                Arrays.stream(sorted).mapToLong(Network::number).toArray(),
                attempts,
                attempts,
                attempts,
                attempts,
                completed,
                completed);
    }

    private static long hash(Network network) {
        return Address.ofIpv4(network.number() << 8).hash64();
    }

    private static Profile profile(Phase phase, int rate, SenderSample networks, FlowShapes shapes) {
        long attempts = Arrays.stream(networks.attempts()).sum();
        long completed = Arrays.stream(networks.completed()).sum();
        return new Profile(
                "web",
                phase,
                phase == Phase.TROUBLE ? 3600 : 32_400,
                attempts,
                attempts * 10,
                attempts * 1000,
                attempts * 10,
                0,
                rate,
                rate,
                0,
                0,
                completed,
                List.of(new Tally(6, -1, attempts, attempts * 10, attempts * 1000)),
                List.of(),
                List.of(),
                List.of(),
                new long[96],
                networks,
                networks,
                attempts,
                attempts,
                attempts * 5000,
                new Connections(
                        attempts, attempts - completed, completed, attempts, attempts / 5, List.of(), attempts, 0, 3),
                shapes,
                new long[Profile.TTLS]);
    }

    private static Profile profile(Phase phase, Network... networks) {
        return profile(phase, 1, networks(true, networks), FlowShapes.none());
    }

    private static DestinationSeries series(long now) {
        long[] senders = new long[SmallCase.BINS];
        long[] attempts = new long[SmallCase.BINS];
        for (int i = 0; i < SmallCase.BINS; i++) {
            senders[i] = i % 7 == 0 ? 0 : 10;
            attempts[i] = i % 7 == 0 ? 0 : i >= SmallCase.TROUBLE_FROM ? now : 20;
        }
        // An earlier outage in one bin of the baseline.
        attempts[100] = 5000;
        return SmallCase.connections(senders, attempts, new long[SmallCase.BINS]);
    }

    private static final Profile BEFORE = profile(Phase.BASELINE, new Network(1, 500, 450), new Network(2, 500, 490));

    @Test
    void retriesOfUsualClients() {
        Profile trouble = profile(Phase.TROUBLE, new Network(1, 800, 8), new Network(3, 200, 2));
        ResponseFacts facts = ResponseFacts.of(SmallCase.data(BOTH, series(120), BEFORE, trouble));
        assertThat(facts.completionNow()).isEqualTo(0.01);
        assertThat(facts.completionUsual()).isEqualTo(0.94);
        assertThat(facts.completionOfKnown()).isEqualTo(0.01);
        assertThat(facts.completionOfNew()).isEqualTo(0.01);
        assertThat(facts.knownShare()).isEqualTo(0.8);
        assertThat(facts.attemptsNow() / facts.attemptsUsual()).isEqualTo(9, within(1e-12));
        assertThat(facts.attemptsPerSenderNow()).isEqualTo(12);
        assertThat(facts.attemptsPerSenderUsual()).isEqualTo(2);
        assertThat(facts.bytesPerFlowNow()).isEqualTo(1000);
        assertThat(facts.answeredNow()).isEqualTo(0.01);
        assertThat(facts.answeredUsual()).isEqualTo(0.94);
        assertThat(facts.resetsInNow()).isEqualTo(0.2);
        assertThat(facts.resetsOutNow()).isEqualTo(0.003);
        assertThat(facts.outPerInNow()).isEqualTo(5);
        assertThat(facts.outPerInUsual()).isEqualTo(5);
        assertThat(facts.longThinNow()).isNaN();
    }

    @Test
    void newNetworksThatCompleteNothingBesideUsualOnesThatDo() {
        Profile trouble = profile(Phase.TROUBLE, new Network(2, 100, 98), new Network(4, 900, 0));
        ResponseFacts facts = ResponseFacts.of(SmallCase.data(BOTH, series(20), BEFORE, trouble));
        assertThat(facts.completionOfNew()).isZero();
        assertThat(facts.completionOfKnown()).isEqualTo(0.98);
        assertThat(facts.knownShare()).isEqualTo(0.1);
    }

    @Test
    void networksBeyondTheBaselinesSampleAreNeitherNewNorKnown() {
        Network[] many =
                IntStream.range(0, 50).mapToObj(i -> new Network(i, 10, 10)).toArray(Network[]::new);
        Network[] byHash = many.clone();
        Arrays.sort(byHash, (a, b) -> Long.compareUnsigned(hash(a), hash(b)));
        Network[] kept = Arrays.copyOf(byHash, 20);
        Profile before = profile(Phase.BASELINE, 1, networks(false, kept), FlowShapes.none());
        Profile trouble = profile(Phase.TROUBLE, many);
        ResponseFacts facts = ResponseFacts.of(SmallCase.data(BOTH, series(20), before, trouble));
        assertThat(facts.knownShare()).isEqualTo(1);
        assertThat(facts.completionOfNew()).isNaN();
        Profile exact = profile(Phase.BASELINE, 1, networks(true, kept), FlowShapes.none());
        assertThat(ResponseFacts.of(SmallCase.data(BOTH, series(20), exact, trouble))
                        .knownShare())
                .isEqualTo(0.4);
    }

    /** The rows that describe; those that only grade are the likelihood's. */
    private static List<Evidence> described(CaseData data) {
        List<String> graded = ResponseScales.SCALES.stream().map(Scale::id).toList();
        return rows(data, "response").stream()
                .filter(row -> !graded.contains(row.test()))
                .toList();
    }

    @Test
    void sampledFlowsAreNotConnections() {
        SenderSample sample = networks(true, new Network(1, 100, 90));
        Profile trouble = profile(Phase.TROUBLE, 100, sample, FlowShapes.none());
        CaseData data = SmallCase.data(BOTH, series(20), BEFORE, trouble);
        ResponseFacts facts = ResponseFacts.of(data);
        assertThat(facts.completionNow()).isNaN();
        assertThat(facts.completionUsual()).isEqualTo(0.94);
        assertThat(facts.knownShare()).isNaN();
        assertThat(facts.attemptsPerSenderNow()).isNaN();
        assertThat(facts.answeredNow()).isNaN();
        assertThat(facts.resetsInNow()).isNaN();
        assertThat(facts.resetsOutNow()).isNaN();
        assertThat(facts.outPerInNow()).isEqualTo(5);
        assertThat(described(data))
                .extracting(Evidence::name)
                .contains("response.bytes-out-per-byte-in", "response.completion");
        assertThat(described(data))
                .filteredOn(row -> !row.test().equals("bytes-out-per-byte-in"))
                .hasSize(6)
                .allMatch(row -> row.finding() == Finding.NOT_TESTED)
                .allMatch(row -> row.note().contains("packets were sampled"));
    }

    @Test
    void oneDirectionTellsNothingOfAnswers() {
        Profile trouble = profile(Phase.TROUBLE, new Network(1, 100, 90));
        CaseData data = SmallCase.data(SmallCase.edge(Vantage.Sees.INBOUND), series(20), BEFORE, trouble);
        ResponseFacts facts = ResponseFacts.of(data);
        assertThat(facts.completionNow()).isEqualTo(0.9);
        assertThat(facts.resetsInNow()).isEqualTo(0.2);
        assertThat(facts.answeredNow()).isNaN();
        assertThat(facts.answeredUsual()).isNaN();
        assertThat(facts.resetsOutNow()).isNaN();
        assertThat(facts.outPerInNow()).isNaN();
        assertThat(described(data).stream()
                        .filter(row -> row.finding() == Finding.NOT_TESTED)
                        .map(Evidence::test)
                        .sorted(Comparator.naturalOrder()))
                .containsExactly("answered-share", "bytes-out-per-byte-in", "long-thin-connections", "resets-out");
    }

    @Test
    void longThinConnectionsNeedAMeterThatKeepsLongFlows() {
        FlowShapes shapes = FlowShapes.none();
        shapes.tcp()[FlowShapes.durationClass(60_000_000_000L)][FlowShapes.sizeClass(800)] = 30;
        shapes.tcp()[0][FlowShapes.sizeClass(800)] = 60;
        shapes.tcp()[FlowShapes.durationClass(60_000_000_000L)][FlowShapes.sizeClass(4096)] = 10;
        Profile trouble = profile(Phase.TROUBLE, 1, networks(true, new Network(1, 100, 90)), shapes);
        FlowShapes ordinary = FlowShapes.none();
        ordinary.tcp()[0][5] = 7;
        Profile before = profile(Phase.BASELINE, 1, networks(true, new Network(1, 100, 90)), ordinary);
        ResponseFacts facts = ResponseFacts.of(SmallCase.data(BOTH, series(20), before, trouble));
        assertThat(facts.longThinNow()).isEqualTo(0.3);
        assertThat(facts.longThinUsual()).isZero();
    }

    @Test
    void everyRowSaysWhatItMeansAndNoneHasAPValue() {
        Profile trouble = profile(Phase.TROUBLE, new Network(1, 800, 8), new Network(3, 200, 2));
        List<Evidence> rows = described(SmallCase.data(BOTH, series(120), BEFORE, trouble));
        assertThat(rows)
                .extracting(Evidence::test)
                .containsExactlyInAnyOrder(
                        "bytes-out-per-byte-in",
                        "completion",
                        "retries",
                        "resets-in",
                        "resets-out",
                        "long-thin-connections",
                        "answered-share");
        assertThat(rows)
                .allMatch(row -> Double.isNaN(row.pValue()) && !row.note().isEmpty());
        Evidence retries = rows.stream()
                .filter(r -> r.test().equals("retries"))
                .findFirst()
                .orElseThrow();
        assertThat(retries.effect()).isEqualTo(6);
        assertThat(retries.note())
                .startsWith(
                        "9.00 times the usual attempts a second, 80 % from networks seen in the baseline, 1 % completed");
    }

    private static List<Evidence> rows(CaseData data, String family) {
        return Context.evaluate(data).rows().stream()
                .filter(row -> row.family().equals(family))
                .toList();
    }
}
