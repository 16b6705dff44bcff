package floodmark.pipeline.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.model.Address;
import floodmark.model.Profile.SenderSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartyTableTest {
    private record Event(Address who, boolean sends, long packets, boolean attempt, boolean completed) {}

    @ParameterizedTest
    @CsvSource({"1, 400", "2, 1000", "3, 5000", "4, 60"})
    void keepsExactSumsOfTheSmallestHashesWhateverTheOrder(long seed, int parties) {
        int limit = 500;
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            boolean sends = random.nextInt(3) > 0;
            boolean attempt = sends && random.nextBoolean();
            boolean completed = attempt && random.nextInt(4) == 0;
            events.add(new Event(
                    Address.ofIpv4(random.nextInt(parties)),
                    sends,
                    sends ? random.nextInt(50) : 0,
                    attempt,
                    completed));
        }
        byte[] first = merged(events, limit, random);
        Collections.shuffle(events, random);
        assertThat(merged(events, limit, random)).as("seed %s", seed).isEqualTo(first);

        TreeMap<Address, long[]> expected = new TreeMap<>(Comparator.comparingLong(a -> SenderSet.ordered(a.hash64())));
        for (Event event : events) {
            long[] sums = expected.computeIfAbsent(event.who(), w -> new long[5]);
            sums[event.sends() ? 0 : 1]++;
            sums[2] += event.packets();
            sums[3] += event.attempt() ? 1 : 0;
            sums[4] += event.completed() ? 1 : 0;
        }
        PartyTable table = new PartyTable(limit);
        table.merge(new ByteSource(first));
        SenderSample sample = table.sample();
        int at = 0;
        int taken = 0;
        long answered = 0;
        for (var entry : expected.entrySet()) {
            if (taken++ == limit) {
                break;
            }
            long[] sums = entry.getValue();
            if (sums[0] > 0) {
                assertThat(sample.hash()[at]).isEqualTo(entry.getKey().hash64());
                assertThat(sample.low()[at]).isEqualTo(entry.getKey().low());
                assertThat(sample.flows()[at]).isEqualTo(sums[0]);
                assertThat(sample.packets()[at]).isEqualTo(sums[2]);
                assertThat(sample.attempts()[at]).isEqualTo(sums[3]);
                assertThat(sample.completed()[at]).isEqualTo(sums[4]);
                assertThat(sample.answers()[at]).isEqualTo(sums[1]);
                answered += sums[1] > 0 ? sums[0] : 0;
                at++;
            }
        }
        assertThat(sample.size()).isEqualTo(at);
        assertThat(table.answeredFlows()).isEqualTo(answered);
        assertThat(sample.exact()).isEqualTo(expected.size() <= limit);
        long senders = expected.values().stream().filter(s -> s[0] > 0).count();
        assertThat((double) sample.distinct())
                .isCloseTo(senders, within(sample.exact() ? 0.0 : 5 * senders / Math.sqrt(limit)));
    }

    private static byte[] merged(List<Event> events, int limit, Random random) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            PartyTable part = new PartyTable(limit);
            int to = Math.min(events.size(), from + 1 + random.nextInt(9000));
            for (Event event : events.subList(from, to)) {
                long high = event.who().high();
                long low = event.who().low();
                if (event.sends()) {
                    part.from(high, low, event.packets(), 0, event.attempt(), event.completed());
                } else {
                    part.to(high, low);
                }
            }
            parts.add(encoded(part));
            from = to;
        }
        Collections.shuffle(parts, random);
        PartyTable whole = new PartyTable(limit);
        parts.forEach(part -> whole.merge(new ByteSource(part)));
        return encoded(whole);
    }

    private static byte[] encoded(PartyTable table) {
        ByteSink out = new ByteSink();
        table.encode(out);
        return out.take();
    }
}
