package floodmark.simulate.shifted;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an incident but its scale.
 *
 * @param services the subject's, the one in trouble first
 * @param servers one for each service
 * @param link bit/s of the subject's line in each direction
 * @param packetLimit packets a second that its equipment forwards
 * @param halfOpen SYN packets a second for which there is room
 * @param crowds at the first service, once
 * @param daily the same every day
 * @param noise what always comes besides: scans, probes
 * @param strays in the form of floods, but nobody means harm by them
 * @param turn users of the first service who change how they come
 */
record Scene(
        Mechanism mechanism,
        Sight sight,
        Schedule schedule,
        List<Service> services,
        List<Server> servers,
        List<Service> neighbours,
        double link,
        double packetLimit,
        double halfOpen,
        List<Flood> floods,
        List<Flood> strays,
        List<Crowd> crowds,
        List<Crowd> daily,
        List<Crowd> noise,
        @Nullable Failure failure,
        @Nullable Disruption disruption,
        @Nullable Turn turn) {}
