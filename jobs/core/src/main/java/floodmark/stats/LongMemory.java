package floodmark.stats;

/**
 * How long a series remembers: Hurst exponent by the local Whittle estimate, which minimises {@code log(mean_j I_j j^(2H-1)) -
 * (2H-1) mean_j log j} over the periodogram I at the lowest m Fourier frequencies; its standard error is {@code 1 / (2 sqrt(m))}. Source:
 * Robinson 1995, Annals of Statistics 23(5), 1630-1661. Short memory looks longer than it is where it reaches down to the lowest
 * frequencies, as autoregression with .8 does in a few hundred bins.
 */
final class LongMemory {
    private static final double BANDWIDTH = 0.65;
    private static final double LOWEST = 0.3;
    private static final double HIGHEST = 1.1;
    private static final int HALVINGS = 40;

    private LongMemory() {}

    /** Number of frequencies used for a series of so many bins: {@code n^.65}, less than half of n. */
    static int frequencies(int n) {
        return StrictMath.max(1, StrictMath.min((n - 1) / 2, (int) StrictMath.pow(n, BANDWIDTH)));
    }

    /** The estimate, within [.3, 1.1]; NaN for a constant series or fewer than 8 bins. */
    static double hurst(double[] x) {
        int n = x.length;
        if (n < 8) {
            return Double.NaN;
        }
        int m = frequencies(n);
        double[] periodogram = periodogram(x, m);
        double[] logs = new double[m];
        double meanLog = 0;
        double power = 0;
        for (int j = 0; j < m; j++) {
            logs[j] = StrictMath.log(j + 1.0);
            meanLog += logs[j] / m;
            power += periodogram[j];
        }
        if (!(power > 0)) {
            return Double.NaN;
        }
        // The objective is convex in H, so its derivative has one root.
        double low = LOWEST;
        double high = HIGHEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            double weighted = 0;
            double sum = 0;
            for (int j = 0; j < m; j++) {
                double w = periodogram[j] * StrictMath.exp((2 * middle - 1) * logs[j]);
                weighted += w * logs[j];
                sum += w;
            }
            if (weighted / sum < meanLog) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    private static double[] periodogram(double[] x, int m) {
        int n = x.length;
        double mean = 0;
        for (double v : x) {
            mean += v / n;
        }
        double[] cos = new double[n];
        double[] sin = new double[n];
        for (int i = 0; i < n; i++) {
            cos[i] = StrictMath.cos(2 * StrictMath.PI * i / n);
            sin[i] = StrictMath.sin(2 * StrictMath.PI * i / n);
        }
        double[] out = new double[m];
        for (int j = 1; j <= m; j++) {
            double re = 0;
            double im = 0;
            int at = 0;
            for (double v : x) {
                re += (v - mean) * cos[at];
                im += (v - mean) * sin[at];
                at += j;
                at = at >= n ? at - n : at;
            }
            out[j - 1] = re * re + im * im;
        }
        return out;
    }
}
