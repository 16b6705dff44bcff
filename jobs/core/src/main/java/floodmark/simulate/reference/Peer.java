package floodmark.simulate.reference;

/** A remote host, to be filled again and again: rows are many and objects cost. */
final class Peer {
    long high;
    long low;
    int ttl;

    void set(long high, long low, int ttl) {
        this.high = high;
        this.low = low;
        this.ttl = ttl;
    }

    void setIpv4(int bits, int ttl) {
        set(0, Networks.IPV4 | (bits & 0xffffffffL), ttl);
    }
}
