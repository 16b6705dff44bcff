package floodmark.simulate.reference;

import floodmark.evidence.Explanation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of incident that this generator knows. */
public enum Mechanism {
    SYN_FLOOD_SPOOFED(Explanation.ATTACK, "SYN packets with forged senders", "Eddy 2007, RFC 4987"),
    SYN_FLOOD_BOTS(Explanation.ATTACK, "SYN packets of bots under their own addresses", "Eddy 2007, RFC 4987"),
    ACK_FLOOD(Explanation.ATTACK, "TCP ACK packets of no connection", "Mirkovic and Reiher 2004, ACM CCR 34(2)"),
    RST_FLOOD(Explanation.ATTACK, "TCP RST packets of no connection", "Mirkovic and Reiher 2004, ACM CCR 34(2)"),
    SYN_ACK_REFLECTION(
            Explanation.ATTACK,
            "SYN-ACK packets of servers that were sent forged requests",
            "Paxson 2001, ACM CCR 31(3)"),
    UDP_FLOOD_SPOOFED(Explanation.ATTACK, "UDP packets with forged senders", "Mirkovic and Reiher 2004, ACM CCR 34(2)"),
    UDP_FLOOD_BOTS(Explanation.ATTACK, "UDP packets of bots", "Antonakakis et al. 2017, USENIX Security (Mirai)"),
    REFLECTION(Explanation.ATTACK, "UDP answers of services that amplify", "Rossow 2014, NDSS"),
    ICMP_FLOOD(Explanation.ATTACK, "ICMP echo requests of bots", "Mirkovic and Reiher 2004, ACM CCR 34(2)"),
    GRE_FLOOD(Explanation.ATTACK, "GRE packets of bots", "Antonakakis et al. 2017, USENIX Security (Mirai)"),
    HTTP_FLOOD_BOTS(
            Explanation.ATTACK, "complete connections of bots with requests at a steady rate", "Jung et al. 2002, WWW"),
    HTTP_FLOOD_PROXIES(
            Explanation.ATTACK, "steady requests through the connections of households", "Mi et al. 2019, IEEE S&P"),
    HTTP_FLOOD_MIMICRY(
            Explanation.ATTACK, "requests through households, in every respect like users", "Mi et al. 2019, IEEE S&P"),
    SLOW_CONNECTIONS(Explanation.ATTACK, "many long connections of few bytes", "Cambiaso et al. 2013, IJTMCC 1(3-4)"),
    REPLAY(Explanation.ATTACK, "a recorded attack, sent again", "-"),
    CARPET_BOMBING(Explanation.ATTACK, "a flood spread over a whole prefix", "Heinrich et al. 2021, PAM"),
    CROWD_SCHEDULED(Explanation.FLASH_CROWD, "people who come to a scheduled event", "Jung et al. 2002, WWW"),
    CROWD_LINK(Explanation.FLASH_CROWD, "people who follow a link that was shown", "Ari et al. 2003, MASCOTS"),
    CROWD_RETURNING(Explanation.FLASH_CROWD, "a rush of the usual users alone", "Jung et al. 2002, WWW"),
    CROWD_MOBILE(Explanation.FLASH_CROWD, "a crowd behind carrier-grade NAT", "Richter et al. 2016, IMC"),
    CROWD_OVERLOAD(
            Explanation.FLASH_CROWD, "a crowd beyond what the service can do, with retries", "Jung et al. 2002, WWW"),
    CROWD_PEERING(Explanation.FLASH_CROWD, "large answers to one customer that fill a peering", "-"),
    CROWD_DOWNLOAD(
            Explanation.FLASH_CROWD,
            "many fetch one large object: what comes in acknowledges what goes out",
            "RFC 5681"),
    CROWD_MACHINES(
            Explanation.FLASH_CROWD,
            "devices or apps that ask the same small thing, at one instant or by a timer",
            "Plonka 2003, Flawed Routers Flood University of Wisconsin Internet Time Server"),
    CROWD_REALTIME(Explanation.FLASH_CROWD, "calls, games or webinars: steady packets of one size", "RFC 3550"),
    CROWD_CRAWLERS(Explanation.FLASH_CROWD, "crawlers of few hosting networks at steady high rates", "RFC 9309"),
    BULK_TRANSFER(
            Explanation.FLASH_CROWD,
            "a backup, replication or upload that the days before did not have: full packets of few hosts",
            "-"),
    FAILURE_SILENT(Explanation.SERVICE_FAILURE, "the service stops answering", "-"),
    FAILURE_CRASH(Explanation.SERVICE_FAILURE, "the service is down and connections are refused", "RFC 9293"),
    FAILURE_SLOW(Explanation.SERVICE_FAILURE, "answers are slow and few", "-"),
    FAILURE_RETRY_STORM(
            Explanation.SERVICE_FAILURE, "clients without an answer come again and again", "FCC 2020, T-Mobile report"),
    FAILURE_CONFIGURATION(Explanation.SERVICE_FAILURE, "one service fails, the others go on", "-"),
    FAILURE_PARTIAL(Explanation.SERVICE_FAILURE, "a part of the sessions fails", "-"),
    FAILURE_UNREACHABLE(Explanation.SERVICE_FAILURE, "users no longer find the service", "-"),
    FAILURE_POLICER(Explanation.SERVICE_FAILURE, "a policer cuts what the service sends", "-"),
    UPSTREAM_OUTAGE(
            Explanation.NETWORK_EVENT, "networks no longer reach the subject, nor others", "Quan et al. 2013, SIGCOMM"),
    SURGE_EVERYWHERE(Explanation.NETWORK_EVENT, "more demand at the subject and at others", "-"),
    REROUTING(Explanation.NETWORK_EVENT, "a part of all traffic takes other ways", "-"),
    PATH_LOSS(Explanation.NETWORK_EVENT, "loss on the way to the subject and to others", "-"),
    ORDINARY_DAY(Explanation.NOTHING_UNUSUAL, "a day like others", "-"),
    BUSY_DAY(Explanation.NOTHING_UNUSUAL, "a busy day", "-"),
    DAILY_TRANSFER(Explanation.NOTHING_UNUSUAL, "a backup or replication that comes every day", "-"),
    MONITORING(Explanation.NOTHING_UNUSUAL, "probes of monitoring hosts, all alike", "-");

    private final Explanation kind;
    private final String title;
    private final String reference;

    Mechanism(Explanation kind, String title, String reference) {
        this.kind = kind;
        this.title = title;
        this.reference = reference;
    }

    /** As written in specifications and truths: lower case with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is an instance of. */
    public Explanation kind() {
        return kind;
    }

    /** One line for people. */
    public String title() {
        return title;
    }

    /** Where it is described; a hyphen where nothing but common sense stands behind it. */
    public String reference() {
        return reference;
    }

    /** All of a kind that need nothing but random numbers. */
    static List<Mechanism> of(Explanation kind) {
        return Arrays.stream(values())
                .filter(m -> m.kind == kind && m != REPLAY)
                .toList();
    }
}
