package floodmark.stats.ratio;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Minimises the penalised loss of {@link Multinomial} by Newton's method; each step is solved by conjugate gradients with the
 * diagonal as preconditioner, so that the matrix of second derivatives is never written down. The loss is strongly convex, hence
 * there is one minimum, and the length of a full Newton step says how far it still is.
 *
 * <p>Source: Nocedal and Wright 2006, Numerical Optimization, algorithm 7.1 and section 3.1.
 */
final class PenalisedFit {
    private static final int MOST_STEPS = 200;
    private static final int MOST_INNER = 2_000;
    private static final double TOLERANCE = 1e-10;
    private static final double ARMIJO = 1e-4;
    /** Loss differences below this share of it are rounding. */
    private static final double ROUNDING = 1e-13;

    private final int n;
    private final int classes;
    private final int scales;
    private final int[] levelsOfScale;
    private final boolean[] ordered;
    /** Parameters that an incident's levels stand for, as places of their first class; those of incident i end before {@code ends[i]}. */
    private final int[] rows;

    private final int[] ends;
    private final int[] own;
    private final double[] weights;
    private final double lambda;
    private final int size;
    private final double[] probabilities;

    PenalisedFit(Indicators incidents, double lambda) {
        if (!(lambda > 0) || Double.isInfinite(lambda) || incidents.size() == 0) {
            throw new IllegalArgumentException("penalty " + lambda + " on " + incidents.size()
                    + " incidents; needs a positive one and an incident");
        }
        n = incidents.size();
        classes = incidents.classCount();
        levelsOfScale = incidents.levelsOfScale();
        scales = levelsOfScale.length;
        ordered = incidents.ordered();
        this.lambda = lambda;
        size = Arrays.stream(levelsOfScale).sum() * classes;
        ends = new int[n];
        rows = new int[parameters(incidents)];
        own = new int[n];
        weights = new double[n];
        probabilities = new double[n * classes];
        double total = 0;
        int at = 0;
        for (int i = 0; i < n; i++) {
            int[] levels = incidents.levels(i);
            int offset = 0;
            for (int s = 0; s < scales; s++) {
                for (int level = first(s, levels[s]); level <= levels[s]; level++) {
                    rows[at++] = (offset + level) * classes;
                }
                offset += levelsOfScale[s];
            }
            ends[i] = at;
            own[i] = incidents.classOf(i);
            weights[i] = incidents.weight(i);
            total += weights[i];
        }
        for (int i = 0; i < n; i++) {
            weights[i] *= n / total;
        }
    }

    /** On an ordered scale a level is the sum of the steps that lead to it. */
    private int first(int scale, int level) {
        return level < 0 || ordered[scale] ? 0 : level;
    }

    private int parameters(Indicators incidents) {
        int parameters = 0;
        for (int i = 0; i < n; i++) {
            int[] levels = incidents.levels(i);
            for (int s = 0; s < scales; s++) {
                parameters += levels[s] < 0 ? 0 : levels[s] - first(s, levels[s]) + 1;
            }
        }
        return parameters;
    }

    Multinomial minimised(double[] start) {
        double[] flat = solve(start);
        double[][][] theta = new double[scales][][];
        int at = 0;
        for (int s = 0; s < scales; s++) {
            theta[s] = new double[levelsOfScale[s]][];
            for (int l = 0; l < theta[s].length; l++) {
                double[] level = Arrays.copyOfRange(flat, at, at + classes);
                // The minimum has this mean 0 already; what is taken away is rounding.
                double mean = Arrays.stream(level).sum() / classes;
                theta[s][l] = Arrays.stream(level).map(x -> x - mean).toArray();
                for (int c = 0; c < classes && l > 0 && ordered[s]; c++) {
                    theta[s][l][c] += theta[s][l - 1][c];
                }
                at += classes;
            }
        }
        return new Multinomial(theta, classes);
    }

    /** The minimum as one array, by scale, level and class; starts at the given one, or at 0 if that is empty. */
    double[] solve(double[] start) {
        double[] theta = start.length == 0 ? new double[size] : start.clone();
        double[] gradient = new double[size];
        double loss = loss(theta, gradient);
        double first = norm(gradient);
        for (int step = 0; step < MOST_STEPS; step++) {
            double accuracy = StrictMath.max(1e-10, StrictMath.min(0.1, norm(gradient) / first));
            double[] direction = newtonDirection(gradient, accuracy * norm(gradient));
            double slope = dot(gradient, direction);
            double length = 1;
            double[] next = moved(theta, direction, length);
            double nextLoss = loss(next, gradient);
            // A gain below the rounding of the loss cannot be judged by it; so near the minimum the full step is right.
            boolean judged = -slope > ROUNDING * (1 + loss);
            while (judged && nextLoss > loss + ARMIJO * length * slope + ROUNDING * (1 + loss)) {
                length /= 2;
                if (length < 1e-12) {
                    throw new ArithmeticException("no step lowers the loss of " + loss);
                }
                next = moved(theta, direction, length);
                nextLoss = loss(next, gradient);
            }
            theta = next;
            loss = nextLoss;
            if (length == 1 && largest(direction) <= TOLERANCE * StrictMath.max(1, largest(theta))) {
                return theta;
            }
        }
        throw new ArithmeticException("no minimum in " + MOST_STEPS + " steps; a larger penalty than " + lambda
                + " makes the coefficients better determined");
    }

    /** Loss at theta; fills the gradient, and the probabilities that the second derivatives need. */
    private double loss(double[] theta, double[] gradient) {
        double loss = 0;
        for (int k = 0; k < size; k++) {
            gradient[k] = lambda * theta[k];
            loss += theta[k] * theta[k];
        }
        loss *= lambda / 2;
        double[] logs = new double[classes];
        for (int i = 0; i < n; i++) {
            gather(theta, i, logs);
            double norm = Logs.sumOfExp(logs);
            loss += weights[i] * (norm - logs[own[i]]);
            for (int c = 0; c < classes; c++) {
                double p = FastMath.exp(logs[c] - norm);
                probabilities[i * classes + c] = p;
                logs[c] = weights[i] * (c == own[i] ? p - 1 : p);
            }
            scatter(logs, i, gradient);
        }
        return loss;
    }

    /** Second derivatives times v. */
    private double[] curvature(double[] v) {
        double[] product = new double[size];
        for (int k = 0; k < size; k++) {
            product[k] = lambda * v[k];
        }
        double[] along = new double[classes];
        for (int i = 0; i < n; i++) {
            gather(v, i, along);
            double mean = 0;
            for (int c = 0; c < classes; c++) {
                mean += probabilities[i * classes + c] * along[c];
            }
            for (int c = 0; c < classes; c++) {
                along[c] = weights[i] * probabilities[i * classes + c] * (along[c] - mean);
            }
            scatter(along, i, product);
        }
        return product;
    }

    private double[] diagonal() {
        double[] diagonal = new double[size];
        Arrays.fill(diagonal, lambda);
        double[] own = new double[classes];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < classes; c++) {
                double p = probabilities[i * classes + c];
                own[c] = weights[i] * p * (1 - p);
            }
            scatter(own, i, diagonal);
        }
        return diagonal;
    }

    private double[] newtonDirection(double[] gradient, double accuracy) {
        double[] diagonal = diagonal();
        double[] x = new double[size];
        double[] residual = new double[size];
        double[] scaled = new double[size];
        double[] search = new double[size];
        for (int k = 0; k < size; k++) {
            residual[k] = -gradient[k];
            scaled[k] = residual[k] / diagonal[k];
            search[k] = scaled[k];
        }
        double rho = dot(residual, scaled);
        for (int inner = 0; inner < MOST_INNER && norm(residual) > accuracy; inner++) {
            double[] curved = curvature(search);
            double alpha = rho / dot(search, curved);
            for (int k = 0; k < size; k++) {
                x[k] += alpha * search[k];
                residual[k] -= alpha * curved[k];
                scaled[k] = residual[k] / diagonal[k];
            }
            double next = dot(residual, scaled);
            double beta = next / rho;
            for (int k = 0; k < size; k++) {
                search[k] = scaled[k] + beta * search[k];
            }
            rho = next;
        }
        return x;
    }

    /** Sums the rows of an incident's levels into {@code sums}. */
    private void gather(double[] theta, int incident, double[] sums) {
        Arrays.fill(sums, 0);
        for (int k = incident == 0 ? 0 : ends[incident - 1]; k < ends[incident]; k++) {
            int row = rows[k];
            for (int c = 0; c < classes; c++) {
                sums[c] += theta[row + c];
            }
        }
    }

    /** Adds {@code parts} to the row of each of an incident's levels. */
    private void scatter(double[] parts, int incident, double[] to) {
        for (int k = incident == 0 ? 0 : ends[incident - 1]; k < ends[incident]; k++) {
            int row = rows[k];
            for (int c = 0; c < classes; c++) {
                to[row + c] += parts[c];
            }
        }
    }

    private static double[] moved(double[] from, double[] direction, double length) {
        double[] to = new double[from.length];
        Arrays.setAll(to, k -> from[k] + length * direction[k]);
        return to;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return StrictMath.sqrt(dot(a, a));
    }

    private static double largest(double[] a) {
        double largest = 0;
        for (double value : a) {
            largest = StrictMath.max(largest, StrictMath.abs(value));
        }
        return largest;
    }
}
