package floodmark.simulate.shifted;

import floodmark.evidence.Explanation;
import java.util.Arrays;
import java.util.List;

/** What happens in an incident. */
enum Mechanism {
    SYN_BOTNET("syn-flood-botnet", Explanation.ATTACK),
    SYN_SPOOFED("syn-flood-spoofed", Explanation.ATTACK),
    UDP_RANDOM("udp-flood-random-ports", Explanation.ATTACK),
    UDP_SERVICE("udp-flood-one-port", Explanation.ATTACK),
    WATER_TORTURE("dns-water-torture", Explanation.ATTACK),
    REFLECTION("reflection-mixed", Explanation.ATTACK),
    ACK("ack-flood", Explanation.ATTACK),
    GRE("gre-flood", Explanation.ATTACK),
    TLS("tls-exhaustion", Explanation.ATTACK),
    HTTP_CLOUD("http-flood-cloud", Explanation.ATTACK),
    HTTP_BOTNET("http-flood-botnet", Explanation.ATTACK),
    SLOW("slow-connections", Explanation.ATTACK),
    CARPET("carpet", Explanation.ATTACK),
    PULSE("pulses", Explanation.ATTACK),
    HIDDEN("attack-in-crowd", Explanation.ATTACK),
    FILTERED("flood-filtered-upstream", Explanation.ATTACK),
    MIMIC("residential-mimicry", Explanation.ATTACK),
    /** Later parts of long UDP packets, which have no ports; a staple of booters and of amplified answers. */
    FRAGMENTS("fragment-flood", Explanation.ATTACK),
    /** SYN-ACK packets of honest servers, and pages of filters that answer who never asked (Bock and others 2021). */
    TCP_REFLECTION("tcp-reflection", Explanation.ATTACK),
    /** Requests that are taken back at once (CVE-2023-44487, October 2023). */
    RAPID_RESET("http2-rapid-reset", Explanation.ATTACK),
    /** A few visitors from homes who ask what is dear to answer: searches, exports, prices. */
    COSTLY("costly-requests", Explanation.ATTACK),

    RELEASE("crowd-release", Explanation.FLASH_CROWD),
    NEWS("crowd-breaking-news", Explanation.FLASH_CROWD),
    NOTIFICATION("crowd-notification", Explanation.FLASH_CROWD),
    PREMIERE("crowd-premiere", Explanation.FLASH_CROWD),
    TIMETABLE("crowd-timetable", Explanation.FLASH_CROWD),
    RECONNECT("client-bug-reconnects", Explanation.FLASH_CROWD),
    CRAWL("crawler-surge", Explanation.FLASH_CROWD),
    /** Routers that ask for the time each second from one port (University of Wisconsin 2003), and their likes since. */
    CLOCKS("firmware-asks-the-time", Explanation.FLASH_CROWD),
    /** Results that a country looks up on its telephones, behind the translators of two or three carriers. */
    EXITS("crowd-behind-translators", Explanation.FLASH_CROWD),

    CRASH("process-crash", Explanation.SERVICE_FAILURE),
    DEPLOY("bad-deploy", Explanation.SERVICE_FAILURE),
    DATABASE("database-slow", Explanation.SERVICE_FAILURE),
    CERTIFICATE("certificate-expired", Explanation.SERVICE_FAILURE),
    NAME_GONE("name-gone", Explanation.SERVICE_FAILURE),
    RETRIES("retry-storm", Explanation.SERVICE_FAILURE),
    FAILURE_BESIDE("failure-beside-small-attack", Explanation.SERVICE_FAILURE),
    FAILURE_BEFORE("failure-before-attack", Explanation.SERVICE_FAILURE),
    /** A firewall or balancer that starts again and knows none of the connections that go on. */
    STATE_LOST("middlebox-state-lost", Explanation.SERVICE_FAILURE),
    /** A content network's caches are emptied and fetch everything at once, as after a purge of all. */
    CACHE_LOST("cache-lost", Explanation.SERVICE_FAILURE),

    UPSTREAM("upstream-cut", Explanation.NETWORK_EVENT),
    REGION("regional-outage", Explanation.NETWORK_EVENT),
    LEAK("route-leak", Explanation.NETWORK_EVENT),
    FLAP("exchange-port-flap", Explanation.NETWORK_EVENT),
    CONGESTION("transit-congestion", Explanation.NETWORK_EVENT),
    /** Another site of the same addresses is withdrawn, and users who were never seen here come at once. */
    ANYCAST("anycast-shift", Explanation.NETWORK_EVENT),
    /** Two routers send packets to each other until their time to live ends (Hengartner and others 2002). */
    LOOP("forwarding-loop", Explanation.NETWORK_EVENT),

    QUIET("quiet", Explanation.NOTHING_UNUSUAL),
    GROWING("quiet-growing", Explanation.NOTHING_UNUSUAL),
    PROBED("monitoring-probes", Explanation.NOTHING_UNUSUAL),
    BACKUP("daily-backup", Explanation.NOTHING_UNUSUAL),
    RESTLESS("restless-load", Explanation.NOTHING_UNUSUAL),
    /** Somebody else is flooded in the subject's name and answers it (Moore and others 2001). */
    BACKSCATTER("backscatter", Explanation.NOTHING_UNUSUAL),
    /** A site turns QUIC on: what came as TCP comes as long UDP packets, of the same users. */
    TRANSPORT("transport-changed", Explanation.NOTHING_UNUSUAL);

    /** The order in which numbers of incidents turn through explanations. */
    private static final List<Explanation> TURN = List.of(
            Explanation.ATTACK,
            Explanation.FLASH_CROWD,
            Explanation.SERVICE_FAILURE,
            Explanation.NETWORK_EVENT,
            Explanation.NOTHING_UNUSUAL);

    final String id;
    final Explanation explanation;

    Mechanism(String id, Explanation explanation) {
        this.id = id;
        this.explanation = explanation;
    }

    static Mechanism of(long number) {
        Explanation explanation = TURN.get((int) (number % TURN.size()));
        List<Mechanism> all = Arrays.stream(values())
                .filter(m -> m.explanation == explanation)
                .toList();
        return all.get((int) (number / TURN.size() % all.size()));
    }

    boolean oneOf(Mechanism... some) {
        return Arrays.asList(some).contains(this);
    }
}
