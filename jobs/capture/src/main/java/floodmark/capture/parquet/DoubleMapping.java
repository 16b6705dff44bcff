package floodmark.capture.parquet;

/** Values of counts to the bits of a double that is finite and not negative. */
enum DoubleMapping implements ValueMapping {
    OF_INTEGER {
        @Override
        double value(long stored) {
            return stored;
        }
    },
    OF_UNSIGNED_INT32 {
        @Override
        double value(long stored) {
            return stored & 0xffffffffL;
        }
    },
    OF_FLOAT {
        @Override
        double value(long stored) {
            return Float.intBitsToFloat((int) stored);
        }
    },
    OF_DOUBLE {
        @Override
        double value(long stored) {
            return Double.longBitsToDouble(stored);
        }
    };

    abstract double value(long stored);

    @Override
    public void mapNumbers(long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            double value = value(values[i]);
            boolean good = value >= 0 && value <= Double.MAX_VALUE;
            // Adding zero turns -0.0, whose bits mean BAD, into 0.0.
            values[i] = good ? Double.doubleToRawLongBits(value + 0.0) : BAD;
        }
    }
}
