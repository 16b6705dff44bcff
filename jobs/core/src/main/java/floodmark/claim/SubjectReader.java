package floodmark.claim;

import floodmark.claim.CaseFile.Link;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.CaseFile.Subject;
import floodmark.model.Address;
import floodmark.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Reads {@code subject}: its services, and the capacity of its links. */
final class SubjectReader {
    static final int MOST_SERVICES = 1_000;

    /** IANA protocol numbers that have a name here. */
    private static final Map<String, Integer> PROTOCOLS =
            Map.of("esp", 50, "gre", 47, "icmp", 1, "icmpv6", 58, "sctp", 132, "tcp", 6, "udp", 17);

    private final Problems problems;
    private final Destinations destinations;

    SubjectReader(Problems problems, Destinations destinations) {
        this.problems = problems;
        this.destinations = destinations;
    }

    Subject read(Node node) {
        String name = problems.need(node, "name", Values::name, "");
        List<Service> services = problems.need(node, "services", this::services, List.of());
        Node capacity = node.get("capacity_bps");
        boolean perLink = capacity != null && capacity.kind() == Node.Kind.MAP;
        Long total = capacity == null || perLink ? null : problems.read(capacity, SubjectReader::bps);
        List<Link> links = capacity == null || !perLink ? null : problems.read(capacity, this::links);
        problems.close(node);
        return new Subject(name, services, total, links == null ? List.of() : links);
    }

    private static Long bps(Node node) {
        return node.longValue(1, Long.MAX_VALUE);
    }

    private List<Service> services(Node node) {
        int count = node.entries().size();
        if (count == 0 || count > MOST_SERVICES) {
            throw node.error(
                    count == 0 ? "is empty" : "has too many services",
                    "1 to " + MOST_SERVICES + " services",
                    "Name the services");
        }
        List<Service> services = new ArrayList<>();
        for (Node.Entry entry : node.entries()) {
            problems.read(entry.key(), Values::name);
            Service service = problems.read(entry.value(), value -> service(entry.name(), value));
            if (service != null) {
                services.add(service);
            }
        }
        return services;
    }

    private Service service(String name, Node node) {
        List<Target> targets = problems.need(node, "destinations", destinations::read, List.of());
        List<Integer> ports = problems.or(node, "ports", n -> numbers(n, SubjectReader::port), List.of());
        List<Integer> protocols = problems.or(node, "protocols", n -> numbers(n, SubjectReader::protocol), List.of());
        problems.close(node);
        Service service = new Service(name, targets, ports, protocols);
        Node list = node.get("destinations");
        if (list != null && list.kind() == Node.Kind.LIST) {
            destinations.own("service " + UserError.printable(name), service, list);
        }
        return service;
    }

    private List<Integer> numbers(Node node, Function<Node, Integer> read) {
        return problems.each(node, 65_536, read).stream().distinct().toList();
    }

    private static Integer port(Node node) {
        return (int) node.longValue(0, 65_535);
    }

    private static Integer protocol(Node node) {
        Integer number = PROTOCOLS.get(node.text().toLowerCase(Locale.ROOT));
        Long value = number == null ? Numbers.whole(node.text()) : Long.valueOf(number);
        if (value == null || value < 0 || value > 255) {
            throw node.error(
                    "is not a protocol",
                    "a number from 0 to 255 or one of "
                            + String.join(
                                    ", ", PROTOCOLS.keySet().stream().sorted().toList()),
                    "Correct it");
        }
        return value.intValue();
    }

    private List<Link> links(Node node) {
        if (node.entries().isEmpty()) {
            throw node.error("is empty", "bit/s, or a map of links", "Name the links or remove the key");
        }
        List<Link> links = new ArrayList<>();
        for (Node.Entry entry : node.entries()) {
            problems.read(entry.key(), Values::name);
            Link link = problems.read(entry.value(), value -> link(entry.name(), value));
            if (link != null) {
                links.add(link);
            }
        }
        return links;
    }

    private Link link(String name, Node node) {
        long bps = problems.need(node, "bps", SubjectReader::bps, 1L);
        String exporter = problems.orNull(node, "exporter", SubjectReader::exporter);
        Integer ifIndex = problems.orNull(node, "interface", n -> (int) n.longValue(0, Integer.MAX_VALUE));
        String direction = problems.orNull(node, "direction", n -> n.choice(List.of("in", "out")));
        problems.close(node);
        return new Link(name, bps, exporter, ifIndex, direction);
    }

    /** An exporter's address in canonical text, as captures hold it; other names stay as they are. */
    private static String exporter(Node node) {
        String text = Values.name(node);
        Address address = Address.parse(text);
        return address == null ? text : address.toString();
    }
}
