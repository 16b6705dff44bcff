package floodmark.model;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that a mistyped one was probably meant to be. */
public final class Closest {
    private Closest() {}

    /**
     * The candidate with the fewest edits (insert, delete, replace, swap neighbours), letter case aside; the first of equals.
     *
     * @return null if even the best differs in more than a third of its letters (two edits are always allowed from four letters on)
     */
    public static @Nullable String to(String word, Collection<String> candidates) {
        String best = null;
        int bestEdits = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int most = candidate.length() < 4 ? 1 : Math.max(2, candidate.length() / 3);
            if (Math.abs(candidate.length() - word.length()) > most) {
                continue;
            }
            int edits = edits(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits <= most && edits < bestEdits) {
                best = candidate;
                bestEdits = edits;
            }
        }
        return best;
    }

    /** Optimal string alignment distance. */
    private static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
