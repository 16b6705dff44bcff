package floodmark.simulate.reference;

/**
 * The one thing that a gathering asks for.
 *
 * @param application gives the protocol and how long a record lasts
 * @param port where it is asked
 * @param packetsIn packets of one record to the service
 * @param sizeIn bytes of such a packet
 * @param answers packets of the answer for each of them
 * @param sizeOut bytes of such a packet
 * @param sigma spread of sessions, as the standard deviation of the logarithm
 * @param varied how much the sizes differ, 1 as among people
 * @param lasting share of records that are out of the middle of a longer connection
 */
record Asked(
        Application application,
        int port,
        double packetsIn,
        double sizeIn,
        double answers,
        double sizeOut,
        double sigma,
        double varied,
        double lasting) {

    /** The same in records of at least so many packets. */
    Asked atLeast(double packets) {
        return new Asked(
                application,
                port,
                StrictMath.max(packets, packetsIn),
                sizeIn,
                answers,
                sizeOut,
                sigma,
                varied,
                lasting);
    }

    /** Asked of a service. */
    Service of(Service service) {
        return new Service(
                service.name(),
                application,
                service.addresses(),
                service.declared(),
                port,
                service.narrowed(),
                service.rate(),
                packetsIn,
                sizeIn,
                packetsIn * answers,
                sizeOut,
                sigma,
                varied,
                lasting);
    }
}
