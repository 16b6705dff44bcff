package floodmark.pipeline.cell;

import floodmark.claim.CaseFile.Service;
import floodmark.claim.Target;
import floodmark.model.Address;
import floodmark.model.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which addresses matter in the second pass. An address gets a class once; a row then costs an array access and, only where
 * ports or protocols narrow a service, a comparison.
 */
final class Subject {
    /** Class of an address that is neither the subject's nor selected. */
    static final int NONE = -1;

    /** Class of a selected address outside the subject. */
    static final int OTHER = 0;

    private static final int ADDRESS_BITS = 128;

    private final List<Service> services;
    private final List<Address> others;
    private final PrefixFilter filter = new PrefixFilter();
    private final Map<Address, Integer> otherNumbers = new HashMap<>();
    /** The services that may hold an address of a class; index 0 stands for OTHER. */
    private final List<int[]> candidates = new ArrayList<>(List.of(new int[0]));

    Subject(List<Service> services, List<Address> others) {
        this.services = services;
        this.others = others;
        for (Service service : services) {
            for (Target target : service.destinations()) {
                Prefix prefix = target.prefix();
                if (prefix != null) {
                    filter.add(prefix.base(), prefix.bitsOf128());
                }
            }
        }
        for (int i = 0; i < others.size(); i++) {
            otherNumbers.put(others.get(i), i);
            filter.add(others.get(i), ADDRESS_BITS);
        }
    }

    /** False only for addresses of class {@link #NONE}; asked for every row. */
    boolean mayHold(long high, long low) {
        return filter.mayHold(high, low);
    }

    /** {@link #NONE}, {@link #OTHER}, or a number for addresses of the same services. */
    int classOf(long high, long low) {
        if (!mayHold(high, low)) {
            return NONE;
        }
        Address address = new Address(high, low);
        int[] holding = new int[services.size()];
        int count = 0;
        for (int s = 0; s < holding.length; s++) {
            for (Target target : services.get(s).destinations()) {
                if (target.contains(address)) {
                    holding[count++] = s;
                    break;
                }
            }
        }
        if (count == 0) {
            return otherNumbers.containsKey(address) ? OTHER : NONE;
        }
        int[] found = Arrays.copyOf(holding, count);
        for (int c = 1; c < candidates.size(); c++) {
            if (Arrays.equals(candidates.get(c), found)) {
                return c;
            }
        }
        candidates.add(found);
        return candidates.size() - 1;
    }

    /**
     * The service of a flow of the subject.
     *
     * @param addressClass class of the subject's address, above {@link #OTHER}
     * @return its number, or the number of services if the flow lies outside every narrowed one
     */
    int serviceOf(int addressClass, int protocol, int port) {
        for (int s : candidates.get(addressClass)) {
            Service service = services.get(s);
            if ((service.protocols().isEmpty() || service.protocols().contains(protocol))
                    && (service.ports().isEmpty() || service.ports().contains(port))) {
                return s;
            }
        }
        return services.size();
    }

    /** Name of a service by its number; empty for the rest. */
    String name(int service) {
        return service < services.size() ? services.get(service).name() : "";
    }

    int serviceCount() {
        return services.size();
    }

    /** Number of an address of class {@link #OTHER} in {@link #others()}. */
    int otherNumber(Address address) {
        return Objects.requireNonNull(otherNumbers.get(address));
    }

    List<Address> others() {
        return others;
    }
}
