package floodmark.capture;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.CaseFile.Demand;
import floodmark.claim.CaseFile.Link;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.CaseReader;
import floodmark.claim.Statement;
import floodmark.claim.Target;
import floodmark.claim.Vantage;
import floodmark.claim.Vantage.Place;
import floodmark.claim.Vantage.Sees;
import floodmark.model.Address;
import floodmark.model.Prefix;
import floodmark.model.Times;
import floodmark.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Case files that are wrong, with the exact message of each. */
class CaseFileTest {
    static final String GOOD = resource("good-case.yaml");

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(CaseFileTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CaseFile read(String yaml) {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        return CaseReader.read(Yaml.parse(bytes, "c.yaml"), bytes);
    }

    static String error(String yaml) {
        try {
            read(yaml);
            return "accepted";
        } catch (UserError e) {
            return String.valueOf(e.getMessage());
        }
    }

    static Stream<Arguments> bad() {
        List<Arguments> cases = new ArrayList<>();
        String find = "";
        String put = "";
        for (String line : resource("bad-cases.txt").split("\n")) {
            String text = (line.length() > 2 ? line.substring(2) : "")
                    .replace("\\n", "\n")
                    .replace("\\\n", "\\n");
            switch (line.isEmpty() ? '#' : line.charAt(0)) {
                case '-' -> find = text;
                case '+' -> put = text;
                case '=' -> cases.add(Arguments.of(find, put, text));
                default -> {}
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void theFirstMistakeIsNamedExactly(String find, String put, String message) {
        assertThat(GOOD).contains(find);
        String yaml = GOOD.substring(0, GOOD.indexOf(find))
                + put.replace("\\\\", "\\")
                + GOOD.substring(GOOD.indexOf(find) + find.length());
        String found = error(yaml);
        assertThat(found).isEqualTo(message);
        assertThat(found)
                .startsWith("[c.yaml:")
                .doesNotContain("\n", "\r", "\u2028", "\u001b", "\u202e")
                .endsWith(".");
    }

    @Test
    void theTableIsLongEnough() {
        assertThat(bad()).hasSizeGreaterThanOrEqualTo(120);
    }

    @Test
    void everyFieldOfTheGoodCaseComesThrough() throws NoSuchAlgorithmException {
        CaseFile c = read(GOOD);
        assertThat(c.id()).isEqualTo("stream-starts-late");
        assertThat(c.title()).isEqualTo("A live stream starts 40 minutes late");
        assertThat(c.subject().name()).isEqualTo("Example");
        assertThat(c.subject().services())
                .containsExactly(
                        new Service("spaces", targets("192.0.2.10/32", "192.0.2.11/32"), List.of(), List.of()),
                        new Service("web", targets("192.0.2.40/32", "2001:db8::/48"), List.of(443), List.of(6, 17)));
        assertThat(c.subject().services().get(0).narrowed()).isFalse();
        assertThat(c.subject().services().get(1).narrowed()).isTrue();
        assertThat(c.subject().capacityBps()).isEqualTo(400_000_000_000L);
        assertThat(c.subject().links()).isEmpty();
        assertThat(c.trouble()).hasToString("2024-08-12T23:55:00Z/2024-08-13T00:40:00Z");
        assertThat(c.scheduledStartNanos()).isEqualTo(time("2024-08-13T00:00:00Z"));
        assertThat(c.baseline()).hasToString("2024-08-12T20:00:00Z/2024-08-12T23:30:00Z");
        assertThat(c.binNanos()).isEqualTo(Times.MINUTE);
        assertThat(c.slackNanos()).isEqualTo(15 * Times.MINUTE);
        assertThat(c.comparison()).isNull();
        assertThat(c.demand()).isEqualTo(new Demand(1_300_000L, 8_000_000L, 128_000.0));
        assertThat(c.captures())
                .containsExactly(new CaptureRef(
                        "flows.parquet", "floodmark", new Vantage("edge", Place.EDGE, Sees.BOTH, 1, 1, null)));
        assertThat(c.statementsImplied()).isFalse();
        assertThat(c.statements())
                .containsExactly(
                        new Statement(
                                "ddos",
                                Asserts.ATTACK,
                                "owner",
                                time("2024-08-13T00:18:00Z"),
                                "a massive DDoS attack",
                                "https://example.org/1",
                                200_000_000_000L,
                                null,
                                null,
                                0,
                                null,
                                "C3",
                                List.of()),
                        new Statement(
                                "late",
                                Asserts.ONSET,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                time("2024-08-13T00:00:00Z"),
                                10 * Times.MINUTE,
                                null,
                                null,
                                List.of("ddos")),
                        new Statement(
                                "again",
                                Asserts.LIKE,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                0,
                                "results/may-2023",
                                null,
                                List.of("ddos", "late")));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(GOOD.getBytes(StandardCharsets.UTF_8));
        assertThat(c.sha256()).isEqualTo(HexFormat.of().formatHex(digest)).matches("[0-9a-f]{64}");
        assertThat(c.where()).isEqualTo("c.yaml");
    }

    private static List<Target> targets(String... texts) {
        return Arrays.stream(texts).map(Target::of).toList();
    }

    private static long time(String text) {
        return Times.nanos(Instant.parse(text));
    }

    private static final String SHORTEST = """
            floodmark: 1
            case: shortest
            subject: {name: S, services: {web: {destinations: [en.wikipedia]}}}
            trouble: {start: 2024-08-12T23:55:00Z, end: 2024-08-13T00:40:00Z}
            captures: [{path: counts}]
            """;

    @Test
    void whatIsNotSaidHasDefaults() {
        CaseFile c = read(SHORTEST);
        assertThat(c.title()).isEqualTo("shortest");
        assertThat(c.subject().capacityBps()).isNull();
        assertThat(c.scheduledStartNanos()).isNull();
        assertThat(c.baseline()).isNull();
        assertThat(c.binNanos()).isNull();
        assertThat(c.slackNanos()).isZero();
        assertThat(c.comparison()).isNull();
        assertThat(c.demand()).isNull();
        assertThat(c.captures()).containsExactly(new CaptureRef("counts", null, Vantage.unstated()));
        assertThat(read(SHORTEST.replace("{path: counts}", "{path: counts, vantage: {name: v}}"))
                        .captures()
                        .get(0)
                        .vantage())
                .isEqualTo(new Vantage("v", Place.EDGE, Sees.BOTH, 1, 1, null));
    }

    @Test
    void withoutStatementsEveryKindThatTheCaseHasDataForIsImplied() {
        String always =
                "attack attack-caused-trouble no-attack saturation flash-crowd service-failure network-event elsewhere-ordinary";
        assertThat(implied(SHORTEST)).isEqualTo(always);
        assertThat(implied(SHORTEST + "statements: []\n")).isEqualTo(always);
        assertThat(implied(SHORTEST + "demand: {peak_users: 5}\n")).isEqualTo(always + " demand-within-capacity");
        assertThat(implied(SHORTEST.replace("[en.wikipedia]}", "[en.wikipedia]}, b: {destinations: [de.wikipedia]}")))
                .isEqualTo(always + " whole-platform single-service");
    }

    private static String implied(String yaml) {
        CaseFile c = read(yaml);
        assertThat(c.statementsImplied()).isTrue();
        assertThat(c.statements()).allMatch(s -> s.id().equals(s.asserts().text()));
        return c.statements().stream().map(Statement::id).collect(Collectors.joining(" "));
    }

    @Test
    void linksHaveCapacitiesOfTheirOwn() {
        CaseFile c = read(GOOD.replace(
                "capacity_bps: 400000000000",
                "capacity_bps: {a: {bps: 1e11, exporter: 2001:DB8:0::1, interface: 7, direction: in}, b: {bps: 5}}"));
        assertThat(c.subject().capacityBps()).isNull();
        assertThat(c.subject().links())
                .containsExactly(
                        new Link("a", 100_000_000_000L, "2001:db8::1", 7, "in"), new Link("b", 5, null, null, null));
    }

    @Test
    void vantagesOfEveryPlace() {
        for (Place place : Place.values()) {
            String extra = place == Place.TELESCOPE ? ", addresses: 12_582_912" : "";
            String word = place.name().toLowerCase(Locale.ROOT);
            Vantage vantage = read(GOOD.replace(
                            "place: edge, sees: both, share: 1.0", "place: " + word + extra + ", share: [0.25, 5e-1]"))
                    .captures()
                    .get(0)
                    .vantage();
            assertThat(vantage)
                    .isEqualTo(new Vantage(
                            "edge",
                            place,
                            place == Place.TELESCOPE ? Sees.INBOUND : Sees.BOTH,
                            0.25,
                            0.5,
                            place == Place.TELESCOPE ? 12_582_912L : null));
        }
    }

    @Test
    void statementsOfEveryKind() {
        for (Asserts asserts : Asserts.values()) {
            String extra = switch (asserts) {
                case ONSET, RECOVERY -> ", time: 2024-08-13T00:00:00Z";
                case LIKE -> ", result: r";
                case ATTACK, ATTACK_CAUSED_TROUBLE, NO_ATTACK, SATURATION -> ", at_least_pps: 1e6, at_least_bps: 2e11";
                default -> "";
            };
            Statement s = read(SHORTEST + "statements: [{id: a.b_c-D9, asserts: " + asserts.text() + extra + "}]\n")
                    .statements()
                    .get(0);
            assertThat(s.id()).isEqualTo("a.b_c-D9");
            assertThat(s.asserts()).isEqualTo(asserts);
            assertThat(s.withinNanos()).isEqualTo(extra.contains("time") ? 5 * Times.MINUTE : 0);
            assertThat(s.atLeastPps()).isEqualTo(extra.contains("pps") ? 1_000_000L : null);
            assertThat(s.atLeastBps()).isEqualTo(extra.contains("bps") ? 200_000_000_000L : null);
        }
    }

    @Test
    void servicesMayShareAnAddressIfPortsOrProtocolsPartThem() {
        String apart = """
                {a: {destinations: [192.0.2.0/24], ports: [80, 443], protocols: [tcp]},
                 b: {destinations: [192.0.2.7], ports: [53]},
                 c: {destinations: [192.0.2.0/25], protocols: [UDP, GRE, ICMPv6, esp, sctp, icmp, 255], ports: [443]},
                 d: {destinations: ["::/0"]}, e: {destinations: [x, 198.51.100.1]}}
                """;
        CaseFile c = read(SHORTEST.replace("{web: {destinations: [en.wikipedia]}}", apart.strip()));
        assertThat(c.subject().services()).hasSize(5);
        assertThat(c.subject().services().get(2).protocols()).containsExactly(17, 47, 58, 50, 132, 1, 255);
        String together = apart.replace("protocols: [tcp]", "protocols: [tcp, 17]");
        assertThat(error(SHORTEST.replace("{web: {destinations: [en.wikipedia]}}", together.strip())))
                .startsWith(
                        "[c.yaml:5:21] subject.services.c.destinations[0] overlaps service a: found 192.0.2.0/25 in service c and"
                                + " 192.0.2.0/24 in service a at c.yaml:3:50,");
    }

    @Test
    void theOverlapThatComesFirstInTheFileIsReportedWhateverTheAddresses() {
        Random random = new Random(99);
        for (int round = 0; round < 300; round++) {
            List<String> services = new ArrayList<>();
            List<Prefix> prefixes = new ArrayList<>();
            int first = -1;
            for (int i = 0; i < 12; i++) {
                Address address = random.nextBoolean()
                        ? Address.ofIpv4(random.nextInt())
                        : new Address(random.nextLong() & 0xF, random.nextLong());
                int length = address.isIpv4() ? 2 + random.nextInt(31) : 58 + random.nextInt(71);
                Prefix prefix = Prefix.covering(address, length);
                if (first < 0 && prefixes.stream().anyMatch(prefix::overlaps)) {
                    first = i;
                }
                prefixes.add(prefix);
                services.add("s" + i + ": {destinations: [\"" + prefix + "\"]}");
            }
            String yaml = SHORTEST.replace(
                    "{web: {destinations: [en.wikipedia]}}", "{" + String.join(",\n ", services) + "}");
            String found = error(yaml);
            assertThat(found)
                    .as(yaml)
                    .contains(
                            first < 0
                                    ? "accepted"
                                    : "subject.services.s" + first + ".destinations[0] overlaps service s");
        }
    }

    @Test
    void ofSeveralMistakesTheFirstInTheFileIsReported() {
        String two = GOOD.replace("bin: PT60S", "bin: x").replace("share: 1.0", "share: x");
        assertThat(error(two)).startsWith("[c.yaml:13:6] bin");
        assertThat(error(two.replace("title:", "titel:"))).startsWith("[c.yaml:3:1] unknown key: found titel");
        assertThat(error(GOOD.replace("grade: C3", "grade: X").replace("id: again", "id: late")))
                .contains("c.yaml:22:170] statements[0].grade");
        assertThat(error(GOOD.replace("end: 2024-08-13T00:40:00Z", "end: 2023-08-13T00:40:00Z")
                        .replace("tested_users", "tested")))
                .startsWith("[c.yaml:10:46] trouble.end is not after");
        String swapped = GOOD.replace("trouble:  {start: 2024-08-12T23:55:00Z, end: ", "trouble:  {extra: 1, end: ");
        assertThat(error(swapped)).startsWith("[c.yaml:10:12] unknown key in trouble: found extra");
        // That a key is absent shows at the end of its map, so a later mistake in the same map comes first.
        assertThat(error(GOOD.replace("  name: Example", "  # none").replace("ports: [443]", "ports: [x]")))
                .startsWith("[c.yaml:8:70] subject.services.web.ports[0]");
        assertThat(error(GOOD.replace("  name: Example", "  # none").replace("bin: PT60S", "bin: x")))
                .startsWith("[c.yaml:6:3] subject lacks the key name");
    }

    @Test
    void namesMayBeLongAndHostile() {
        String longName = "n".repeat(10_000);
        String hostile = "\"\\e[31m\\u202e\\u0000\\r\\n\\u2028\"";
        CaseFile c = read(GOOD.replace("name: Example", "name: " + longName)
                .replace("title: A live stream starts 40 minutes late", "title: " + hostile)
                .replace("spaces:", hostile + ":")
                .replace("quote: \"a massive DDoS attack\"", "quote: " + hostile));
        assertThat(c.subject().name()).isEqualTo(longName);
        assertThat(c.title()).isEqualTo("\u001b[31m\u202e\u0000\r\n\u2028");
        assertThat(error(GOOD.replace("name: Example", "name: n" + longName)))
                .startsWith("[c.yaml:5:9] subject.name is too long: found nnn")
                .hasSizeLessThan(400);
        String overlap = GOOD.replace("spaces:", "? " + longName + "\n    :").replace("192.0.2.40/32", "192.0.2.10");
        assertThat(error(overlap)).contains("overlaps service nnn").hasSizeLessThan(1_000);
        String twice = GOOD.replace("spaces:", hostile + ":").replace("192.0.2.40/32", "192.0.2.10");
        assertThat(error(twice)).contains("overlaps service").doesNotContain("\n", "\r", "\u001b", "\u202e", "\u2028");
    }

    @Test
    void manyDestinationsAndLongChainsTakeNoTime() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 20_001; i++) {
            many.append(i == 0 ? "" : ", ").append(Address.ofIpv4(0x0A000000 + i));
        }
        assertThat(error(SHORTEST.replace("en.wikipedia", many)))
                .contains("subject.services.web.destinations is too long: found a list of 20001");
        String fits = many.substring(0, many.lastIndexOf(", "));
        assertThat(read(SHORTEST.replace("en.wikipedia", fits))
                        .subject()
                        .services()
                        .get(0)
                        .destinations())
                .hasSize(20_000);
        assertThat(error(SHORTEST.replace("en.wikipedia", fits)
                        .replace("captures", "comparison: {destinations: [x]}\ncaptures")))
                .contains("comparison.destinations[0] is one destination too many");
        StringBuilder chain = new StringBuilder(SHORTEST + "statements:\n");
        for (int i = 0; i < 5_000; i++) {
            chain.append("- {id: s" + i + ", asserts: other, depends_on: [s" + (i + 1) % 5_000 + "]}\n");
        }
        assertThat(error(chain.toString()))
                .contains("statements[4999].depends_on[0] closes a circle: found s0 -> s1 ->");
    }
}
