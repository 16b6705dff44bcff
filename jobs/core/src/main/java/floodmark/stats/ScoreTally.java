package floodmark.stats;

/**
 * The block scores of one destination as a pool counts them. Some forty numbers become some ten small ones, and the logarithms of a hundred
 * thousand destinations are taken where the scores are, not where the pool is.
 *
 * @param stratum that the destination belongs to
 * @param blocks how many scores there are; 0 if the capture is too short for any
 * @param cells of the pool that hold a score, ascending
 * @param counts scores in each of these cells
 * @param smallest smallest score in each of these cells if the stratum's scores are coarse; empty otherwise
 */
public record ScoreTally(int stratum, int blocks, int[] cells, int[] counts, double[] smallest) {}
