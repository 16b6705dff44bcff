package floodmark.simulate.reference;

import floodmark.stats.Draws;
import java.util.List;

/** Draws in the forms that a simulation asks for. */
final class Chance {
    private static final double MOST = 1e9;

    private final Draws draws;

    Chance(Draws draws) {
        this.draws = draws;
    }

    Draws draws() {
        return draws;
    }

    double uniform() {
        return draws.uniform();
    }

    int below(int bound) {
        return draws.below(bound);
    }

    long seed() {
        return draws.seed();
    }

    /** Uniform in [least, most). */
    double between(double least, double most) {
        return least + (most - least) * draws.uniform();
    }

    /** Log-uniform in [least, most). */
    double logBetween(double least, double most) {
        return least * StrictMath.exp(StrictMath.log(most / least) * draws.uniform());
    }

    boolean happens(double probability) {
        return draws.uniform() < probability;
    }

    <T> T pick(List<T> items) {
        return items.get(draws.below(items.size()));
    }

    int pick(int[] items) {
        return items[draws.below(items.length)];
    }

    double normal() {
        return draws.normal();
    }

    /** Log-normal with mean 1. */
    double logNormal(double sigma) {
        return StrictMath.exp(sigma * draws.normal() - sigma * sigma / 2);
    }

    /** Exponential with mean 1. */
    double exponential() {
        return -StrictMath.log(1 - draws.uniform());
    }

    /** Gamma with mean 1 and the given coefficient of variation; 1 without variation. */
    double gamma(double variation) {
        if (variation <= 0) {
            return 1;
        }
        double shape = 1 / (variation * variation);
        return draws.gamma(shape) / shape;
    }

    /** Poisson; a mean that no simulation can want is a mistake in it. */
    int count(double mean) {
        if (!(mean < MOST)) {
            throw new IllegalArgumentException("too many to draw: " + mean);
        }
        return mean <= 0 ? 0 : (int) draws.poisson(mean);
    }

    /** A whole number with the given mean: one of the two next to it. */
    long whole(double mean) {
        double floor = StrictMath.floor(mean);
        return (long) floor + (draws.uniform() < mean - floor ? 1 : 0);
    }
}
