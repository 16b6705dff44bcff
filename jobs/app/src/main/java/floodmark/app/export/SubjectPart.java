package floodmark.app.export;

import floodmark.claim.CaseFile.Service;
import floodmark.claim.CaseFile.Subject;
import floodmark.claim.Target;
import floodmark.model.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A service of the subject, or what reached the subject's addresses besides its services.
 *
 * @param service name as tables write it; empty for the rest
 * @param prefixes its declared destinations that are addresses
 * @param ports destination ports that narrow it; empty means all
 * @param protocols IP protocol numbers that narrow it; empty means all
 */
record SubjectPart(String service, List<Prefix> prefixes, List<Integer> ports, List<Integer> protocols) {

    /** The services in the order of the case, then the rest. */
    static List<SubjectPart> of(Subject subject) {
        List<SubjectPart> parts = new ArrayList<>();
        for (Service service : subject.services()) {
            parts.add(new SubjectPart(
                    service.name(), prefixes(Stream.of(service)), service.ports(), service.protocols()));
        }
        parts.add(new SubjectPart("", prefixes(subject.services().stream()), List.of(), List.of()));
        return parts;
    }

    private static List<Prefix> prefixes(Stream<Service> services) {
        return services.flatMap(service -> service.destinations().stream())
                .map(Target::prefix)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** An address, or a prefix with its length if it holds several. */
    static String text(Prefix prefix) {
        return prefix.isHost() ? prefix.base().toString() : prefix.toString();
    }
}
