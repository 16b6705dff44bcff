package floodmark.simulate.reference;

/**
 * Services that answer forged requests with more than they were sent: ports from Rossow 2014, NDSS (Amplification Hell) and CISA
 * alert TA14-017A. Sizes are IP bytes of one packet, orders of magnitude that are varied for each incident; a reflector that answers with
 * more than a packet holds sends fragments, which carry no ports.
 */
enum Reflector {
    DNS(53, 1300, 0.6),
    NTP(123, 468, 0),
    CLDAP(389, 1450, 0.5),
    MEMCACHED(11211, 1428, 0),
    SSDP(1900, 330, 0),
    SNMP(161, 1200, 0.4),
    CHARGEN(19, 1020, 0.3),
    QOTD(17, 260, 0),
    PORTMAP(111, 480, 0),
    NETBIOS(137, 240, 0),
    TFTP(69, 544, 0),
    MDNS(5353, 420, 0),
    WS_DISCOVERY(3702, 1200, 0.4),
    QUAKE(27960, 1010, 0),
    STEAM(27015, 190, 0),
    RIP(520, 532, 0);

    final int port;
    final int bytes;
    /** Share of the packets that are later fragments, at most. */
    final double fragments;

    Reflector(int port, int bytes, double fragments) {
        this.port = port;
        this.bytes = bytes;
        this.fragments = fragments;
    }
}
