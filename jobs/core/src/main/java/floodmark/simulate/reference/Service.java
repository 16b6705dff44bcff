package floodmark.simulate.reference;

import floodmark.model.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service.
 *
 * @param name in the case file
 * @param application what it does
 * @param addresses where it answers
 * @param declared the same as the case declares it: addresses or a prefix
 * @param port where it listens
 * @param narrowed true if the case names its port and protocol
 * @param rate usual sessions a second, at the subject
 * @param packetsIn mean packets of a session to the service
 * @param sizeIn mean bytes of such a packet
 * @param packetsOut mean packets of its answer
 * @param sizeOut mean bytes of such a packet
 * @param sigma spread of sessions, as the standard deviation of the logarithm
 * @param varied how much the sizes of packets differ from session to session: 1 as among people, 0 not at all
 * @param lasting share of records that are out of the middle of a longer connection
 */
record Service(
        String name,
        Application application,
        List<Address> addresses,
        List<String> declared,
        int port,
        boolean narrowed,
        double rate,
        double packetsIn,
        double sizeIn,
        double packetsOut,
        double sizeOut,
        double sigma,
        double varied,
        double lasting) {
    private static final double SMALLEST = 46;
    private static final double LARGEST = 1400;

    Service {
        addresses = List.copyOf(addresses);
        declared = List.copyOf(declared);
    }

    int protocol() {
        return application.protocol;
    }

    boolean tcp() {
        return application.protocol == 6;
    }

    /** The address that a client talks to, of its own family; null if there is none. */
    @Nullable
    Address addressFor(Peer client, Chance chance) {
        boolean ipv4 = client.high == 0;
        int first = chance.below(addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
            Address address = addresses.get((first + i) % addresses.size());
            if (address.isIpv4() == ipv4) {
                return address;
            }
        }
        return null;
    }

    /** The same with sessions of more packets: a record then stands for several. */
    Service heavier(double factor) {
        return with(rate, packetsIn * factor, sizeIn, packetsOut * factor, sigma, varied);
    }

    /** The same, asked for one thing: sessions are as long as one another, and so are their packets. */
    Service alike(double sizes, double newSigma, double newVaried) {
        double size = StrictMath.min(LARGEST, StrictMath.max(SMALLEST, sizeIn * sizes));
        return with(rate, packetsIn, size, packetsOut, newSigma, newVaried);
    }

    Service withRate(double newRate) {
        return with(newRate, packetsIn, sizeIn, packetsOut, sigma, varied);
    }

    private Service with(
            double newRate,
            double newPacketsIn,
            double newSizeIn,
            double newPacketsOut,
            double newSigma,
            double newVaried) {
        return new Service(
                name,
                application,
                addresses,
                declared,
                port,
                narrowed,
                newRate,
                newPacketsIn,
                newSizeIn,
                newPacketsOut,
                sizeOut,
                newSigma,
                newVaried,
                lasting);
    }
}
