package floodmark.capture.parquet;

import java.util.Arrays;

/** Levenshtein's distance: the fewest characters to insert, delete or replace. */
final class EditDistance {
    private static final int LONGEST = 200;

    private EditDistance() {}

    /** The distance of two names; what goes beyond 200 characters is not looked at. */
    static int between(String a, String b) {
        int rows = Math.min(a.length(), LONGEST);
        int columns = Math.min(b.length(), LONGEST);
        int[] above = new int[columns + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= rows; i++) {
            int[] row = new int[columns + 1];
            row[0] = i;
            for (int j = 1; j <= columns; j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[columns];
    }
}
