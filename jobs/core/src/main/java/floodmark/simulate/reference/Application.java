package floodmark.simulate.reference;

import java.util.List;

/**
 * What services do. A session is what one client exchanges within a flow record's life of at most a minute. Packet counts and
 * sizes are orders of magnitude, varied for each incident; the stream is a listener of 128 kbit/s.
 */
enum Application {
    WEB(6, List.of(443, 8443), 14, 120, 24, 1080, 9),
    WEB_PLAIN(6, List.of(80, 8080), 9, 110, 14, 1020, 6),
    API(6, List.of(443, 8443, 6443), 8, 240, 8, 480, 3),
    QUIC(17, List.of(443), 20, 92, 40, 1140, 12),
    STREAM(6, List.of(443, 1935, 8000), 310, 56, 700, 1370, 55),
    GAME(17, List.of(7777, 27016, 28960, 30120), 1800, 92, 1800, 160, 55),
    VOICE(17, List.of(10000, 3479, 5004), 2900, 180, 2900, 180, 55),
    DNS(17, List.of(53), 3, 72, 3, 190, 2),
    MAIL(6, List.of(25, 587), 24, 620, 17, 85, 5);

    final int protocol;
    final List<Integer> ports;
    final double packetsIn;
    final double sizeIn;
    final double packetsOut;
    final double sizeOut;
    final double seconds;

    Application(
            int protocol,
            List<Integer> ports,
            double packetsIn,
            double sizeIn,
            double packetsOut,
            double sizeOut,
            double seconds) {
        this.protocol = protocol;
        this.ports = ports;
        this.packetsIn = packetsIn;
        this.sizeIn = sizeIn;
        this.packetsOut = packetsOut;
        this.sizeOut = sizeOut;
        this.seconds = seconds;
    }
}
