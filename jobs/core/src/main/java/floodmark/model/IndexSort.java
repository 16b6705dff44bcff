package floodmark.model;

import java.util.concurrent.RecursiveAction;
import java.util.function.IntBinaryOperator;

/**
 * The order of things that are known by their number, as the rows of columns are: a merge sort that keeps equals in their order, boxes
 * nothing, and sorts halves side by side.
 */
public final class IndexSort {
    private static final int ALONE = 1 << 13;
    private static final int BY_INSERTION = 8;

    private IndexSort() {}

    /**
     * The numbers from 0 to below {@code size} in ascending order of what they stand for.
     *
     * @param comparator as {@link java.util.Comparator#compare}, of two numbers; called from several threads
     */
    public static int[] order(int size, IntBinaryOperator comparator) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        new Part(order.clone(), order, 0, size, comparator).invoke();
        return order;
    }

    /** Sorts a stretch of {@code to}; {@code from} holds the same stretch, and another order of it afterwards. */
    private static final class Part extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        private final transient int[] from;
        private final transient int[] to;
        private final int start;
        private final int end;
        private final transient IntBinaryOperator comparator;

        Part(int[] from, int[] to, int start, int end, IntBinaryOperator comparator) {
            this.from = from;
            this.to = to;
            this.start = start;
            this.end = end;
            this.comparator = comparator;
        }

        @Override
        protected void compute() {
            if (end - start <= BY_INSERTION) {
                insert();
                return;
            }
            int middle = (start + end) >>> 1;
            Part left = new Part(to, from, start, middle, comparator);
            Part right = new Part(to, from, middle, end, comparator);
            if (end - start <= ALONE) {
                left.compute();
                right.compute();
            } else {
                invokeAll(left, right);
            }
            merge(middle);
        }

        private void insert() {
            for (int i = start + 1; i < end; i++) {
                int moving = to[i];
                int j = i;
                for (; j > start && comparator.applyAsInt(to[j - 1], moving) > 0; j--) {
                    to[j] = to[j - 1];
                }
                to[j] = moving;
            }
        }

        private void merge(int middle) {
            int left = start;
            int right = middle;
            for (int i = start; i < end; i++) {
                boolean takeLeft = right >= end || left < middle && comparator.applyAsInt(from[left], from[right]) <= 0;
                to[i] = takeLeft ? from[left++] : from[right++];
            }
        }
    }
}
