package floodmark.evidence;

import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.claim.Target;
import floodmark.claim.Vantage;
import floodmark.model.DestinationSeries;
import floodmark.model.LedgerEntry;
import floodmark.model.PacketKinds;
import floodmark.model.Profile;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case with one destination, ten hours in bins of a minute, the last of them the trouble; made of what a test gives. */
final class SmallCase {
    static final long BIN = Times.MINUTE;
    static final int BINS = 600;
    static final int TROUBLE_FROM = 540;
    static final long START = 1_700_006_400L * Times.SECOND;
    static final Window TROUBLE = new Window(START + TROUBLE_FROM * BIN, START + BINS * BIN);

    private SmallCase() {}

    static Vantage edge(Vantage.Sees sees) {
        return new Vantage("edge", Vantage.Place.EDGE, sees, 1, 1, null);
    }

    /** Arrays of one long a bin: senders, attempts, completed. */
    static DestinationSeries connections(long[] senders, long[] attempts, long[] completed) {
        PacketKinds none = PacketKinds.none(BINS);
        return series(
                BIN,
                senders,
                new PacketKinds(
                        attempts,
                        completed,
                        none.synBytes(),
                        none.amplified(),
                        none.dns(),
                        none.otherUdp(),
                        none.icmp(),
                        none.tcpAnswers(),
                        none.answersOut()));
    }

    /** Answers that the destination sent, packets a bin. */
    static DestinationSeries answers(long[] packets) {
        return answers(BIN, packets);
    }

    static DestinationSeries answers(long binNanos, long[] packets) {
        PacketKinds none = PacketKinds.none(BINS);
        long[] bytes = Arrays.stream(packets).map(p -> p * 40).toArray();
        return series(
                binNanos,
                new long[BINS],
                new PacketKinds(
                        none.attempts(),
                        none.completed(),
                        none.synBytes(),
                        none.amplified(),
                        none.dns(),
                        none.otherUdp(),
                        none.icmp(),
                        none.tcpAnswers(),
                        new PacketKinds.Volume(bytes, packets)));
    }

    private static DestinationSeries series(long binNanos, long[] senders, PacketKinds kinds) {
        long[] bins = new long[BINS];
        boolean[] exact = new boolean[BINS];
        for (int i = 0; i < BINS; i++) {
            bins[i] = START / binNanos + i;
            exact[i] = true;
        }
        long[] zero = new long[BINS];
        return new DestinationSeries(
                "192.0.2.1", "web", binNanos, bins, zero, zero, senders, zero, senders, exact, zero, zero, zero, kinds);
    }

    static CaseData data(Vantage vantage, DestinationSeries series, Profile... profiles) {
        return data(vantage, null, 1, series, profiles);
    }

    /** An attack of a claimed size in packets a second. */
    static CaseData claiming(Vantage vantage, long pps, DestinationSeries series) {
        return data(vantage, pps, 1, series);
    }

    static CaseData sampled(Vantage vantage, int rate, DestinationSeries series) {
        return data(vantage, null, rate, series);
    }

    private static CaseData data(
            Vantage vantage, @Nullable Long pps, int rate, DestinationSeries series, Profile... profiles) {
        CaseFile theCase = new CaseFile(
                "small",
                "small",
                new CaseFile.Subject(
                        "subject",
                        List.of(new CaseFile.Service("web", List.of(Target.of("192.0.2.1")), List.of(), List.of())),
                        null,
                        List.of()),
                TROUBLE,
                null,
                null,
                null,
                0,
                null,
                null,
                List.of(),
                List.of(statement(pps)),
                false,
                "00",
                "case.yaml");
        return new CaseData(
                theCase,
                false,
                0.05,
                BIN,
                List.of(new Window(START, TROUBLE.endNanos())),
                List.of(new Window(START, TROUBLE.startNanos())),
                List.of(series),
                List.of(),
                series,
                List.of(profiles),
                List.of(),
                List.of(),
                vantage,
                List.of(new LedgerEntry("found", "flows.parquet", "sampling-rate.max", rate, "")));
    }

    private static Statement statement(@Nullable Long pps) {
        return new Statement(
                "claim", Asserts.ATTACK, null, null, null, null, null, pps, null, 0, null, null, List.of());
    }
}
