package floodmark.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.output.Json;
import floodmark.claim.CaseFile.Link;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.CaseFile.Subject;
import floodmark.claim.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DotsTargetTest {
    private static Service service(String destination, List<Integer> ports) {
        return new Service("s " + destination, List.of(Target.of(destination)), ports, List.of(6));
    }

    private static String members(boolean whole, Service... services) {
        Subject subject = new Subject("subject", List.of(services), null, List.of());
        return new String(Json.object(json -> DotsTarget.members(json, subject, whole)), StandardCharsets.UTF_8)
                .replaceAll("\\s", "");
    }

    @Test
    void namesPrefixesPortsAndProtocols() {
        assertThat(members(false, service("192.0.2.1", List.of(443)), service("2001:db8::/48", List.of(80))))
                .isEqualTo("{\"target-prefix\":[\"192.0.2.1/32\",\"2001:db8::/48\"],"
                        + "\"target-port-range\":[{\"lower-port\":80},{\"lower-port\":443}],\"target-protocol\":[6]}");
    }

    @Test
    void aServiceWithoutPortsTakesAll() {
        assertThat(members(false, service("192.0.2.1", List.of(443)), service("192.0.2.2", List.of())))
                .doesNotContain("port-range");
    }

    @Test
    void whatCameBesidesTheServicesIsNotNarrowed() {
        assertThat(members(true, service("192.0.2.1", List.of(443))))
                .isEqualTo("{\"target-prefix\":[\"192.0.2.1/32\"]}");
    }

    @Test
    void labelsAreAliases() {
        assertThat(members(false, service("leaf7:Hu0/0", List.of()))).contains("\"alias-name\":[\"leaf7:Hu0/0\"]");
    }

    @Test
    void pipesAreThoseThatComeIn() {
        Subject subject = new Subject(
                "subject",
                List.of(service("192.0.2.1", List.of())),
                null,
                List.of(new Link("up/link é", 1_000, null, null, "in"), new Link("down", 2_000, null, null, "out")));
        List<Link> links = DotsTarget.inbound(subject);
        assertThat(links).hasSize(1);
        assertThat(new String(Json.object(json -> DotsTarget.pipe(json, links.get(0))), StandardCharsets.UTF_8))
                .contains("\"link-id\": \"up%2Flink%20%C3%A9\"", "\"capacity\": \"1000\"", "\"unit\": \"bit-ps\"");
    }
}
