package floodmark.app.export;

import floodmark.app.output.Json;
import floodmark.claim.CaseFile.Link;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.CaseFile.Subject;
import floodmark.claim.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** What of a case's subject DOTS telemetry names: the group {@code target} of RFC 8783, and pipes. */
final class DotsTarget {
    private DotsTarget() {}

    /**
     * Prefixes, ports and protocols; labels of counts are aliases.
     *
     * @param whole true if what is stated is not only that of the services, so that their ports and protocols must not narrow it
     */
    static void members(Json json, Subject subject, boolean whole) {
        List<Target> targets = subject.services().stream()
                .flatMap(service -> service.destinations().stream())
                .toList();
        List<String> prefixes = targets.stream()
                .map(Target::prefix)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .toList();
        List<String> labels = targets.stream()
                .filter(target -> target.prefix() == null)
                .map(Target::text)
                .distinct()
                .toList();
        if (!prefixes.isEmpty()) {
            json.put("target-prefix", prefixes);
        }
        // A service without ports takes all of them, so the ports of the others would narrow the target.
        if (!whole
                && subject.services().stream()
                        .noneMatch(service -> service.ports().isEmpty())) {
            TreeSet<Integer> ports = new TreeSet<>();
            subject.services().forEach(service -> ports.addAll(service.ports()));
            json.objects(
                    "target-port-range",
                    List.copyOf(ports),
                    (range, port) -> range.put("lower-port", port.longValue()));
        }
        List<Integer> protocols = whole ? List.of() : protocols(subject.services());
        if (!protocols.isEmpty()) {
            json.numbers("target-protocol", protocols);
        }
        if (!labels.isEmpty()) {
            json.put("alias-name", labels);
        }
    }

    private static List<Integer> protocols(List<Service> services) {
        TreeSet<Integer> protocols = new TreeSet<>();
        for (Service service : services) {
            if (service.protocols().isEmpty()) {
                return List.of();
            }
            protocols.addAll(service.protocols());
        }
        return List.copyOf(protocols);
    }

    /** The declared capacities of what comes in; the subject's total is a link by the name of {@code subject}. */
    static List<Link> inbound(Subject subject) {
        List<Link> links = new ArrayList<>();
        if (subject.capacityBps() != null) {
            links.add(new Link("subject", subject.capacityBps(), null, null, null));
        }
        subject.links().stream().filter(link -> !"out".equals(link.direction())).forEach(links::add);
        return links;
    }

    /** A capacity. */
    static void pipe(Json json, Link link) {
        json.put("link-id", uri(link.name()))
                .put("capacity", Long.toString(link.bps()))
                .put("unit", SubjectTraffic.Quantity.BITS.unit());
    }

    /** A name as a relative URI, which is what RFC 8345 takes for the id of a link. */
    private static String uri(String name) {
        StringBuilder out = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            out.append(
                    plain
                            ? String.valueOf(c)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return out.toString();
    }
}
