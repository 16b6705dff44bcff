package floodmark.stats;

/** How often the block scores of a pool reach a value. */
interface ScoreTail {
    /** Probability of a score at least as large, of a block of any of the pool's destinations; before any floor. */
    double atLeast(double score);

    /** Number of cells' scores from each cell upward; one longer than the cells. */
    static double[] cumulated(long[] counts) {
        double[] atLeast = new double[counts.length + 1];
        for (int c = counts.length - 1; c >= 0; c--) {
            atLeast[c] = atLeast[c + 1] + counts[c];
        }
        return atLeast;
    }
}
