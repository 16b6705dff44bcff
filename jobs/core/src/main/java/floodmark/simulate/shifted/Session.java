package floodmark.simulate.shifted;

import floodmark.stats.Draws;

/**
 * What one user does: a geometric number of connections of one kind, the first at once and the others within some seconds.
 * Sessions that leave no row are never made.
 */
final class Session {
    private static final int MOST = 40;

    final Conversation conversation;
    /** Mean seconds from the first connection to another. */
    final double spread;

    final double connections;
    /** Probability that a session leaves a row. */
    final double recorded;
    /** Expected rows of a session. */
    final double rows;

    /** Whether it asks for ports that nobody offers. */
    final boolean anyPort;

    /** The port that all its connections come from, as careless programs have it; -1: any. */
    final int clientPort;

    private final double[] many;

    Session(Conversation conversation, double meanConnections, double spread) {
        this(conversation, meanConnections, spread, false);
    }

    Session(Conversation conversation, double meanConnections, double spread, boolean anyPort) {
        this(conversation, meanConnections, spread, anyPort, -1);
    }

    Session(Conversation conversation, double meanConnections, double spread, boolean anyPort, int clientPort) {
        this.anyPort = anyPort;
        this.clientPort = clientPort;
        this.conversation = conversation;
        this.spread = spread;
        double more = 1 - 1 / StrictMath.max(1, meanConnections);
        double d = conversation.recorded;
        double[] made = new double[MOST + 1];
        double[] left = new double[MOST + 1];
        double total = 0;
        for (int m = 1; m <= MOST; m++) {
            made[m] = StrictMath.pow(more, m - 1);
            total += made[m];
        }
        double mean = 0;
        double[] binomial = new double[MOST + 1];
        binomial[0] = 1;
        for (int m = 1; m <= MOST; m++) {
            for (int j = m; j >= 0; j--) {
                binomial[j] = binomial[j] * (1 - d) + (j == 0 ? 0 : binomial[j - 1] * d);
            }
            double weight = made[m] / total;
            mean += weight * m;
            for (int j = 0; j <= m; j++) {
                left[j] += weight * binomial[j];
            }
        }
        connections = mean;
        recorded = 1 - left[0];
        rows = mean * conversation.rows;
        double[] some = new double[MOST];
        System.arraycopy(left, 1, some, 0, MOST);
        many = Laws.cumulative(some);
    }

    /** How many connections of a session leave a row, given that one does. */
    int recordedConnections(Draws draws) {
        return 1 + Laws.index(many, draws.uniform());
    }

    double packetsThere() {
        return connections * conversation.meanPacketsThere;
    }

    double packetsBack() {
        return connections * conversation.meanPacketsBack;
    }

    double bitsThere() {
        return 8 * connections * conversation.meanBytesThere;
    }

    double bitsBack() {
        return 8 * connections * conversation.meanBytesBack;
    }
}
