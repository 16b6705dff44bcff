package floodmark.claim;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as people write them: {@code 400_000}, {@code 2e11}, {@code 0.25}. */
final class Numbers {
    private static final Pattern FORM =
            Pattern.compile("[-+]?[0-9]+(?:_[0-9]+)*(?:\\.[0-9]+(?:_[0-9]+)*)?(?:[eE][-+]?[0-9]{1,3})?");
    private static final int LONGEST = 60;

    private Numbers() {}

    /** The exact value if it is whole and fits, else null. */
    static @Nullable Long whole(String text) {
        BigDecimal value = parse(text);
        if (value == null) {
            return null;
        }
        try {
            return value.longValueExact();
        } catch (ArithmeticException fractionOrTooLarge) {
            return null;
        }
    }

    /** The closest double if it is finite, else null. */
    static @Nullable Double real(String text) {
        BigDecimal value = parse(text);
        return value == null || Double.isInfinite(value.doubleValue()) ? null : value.doubleValue();
    }

    /** Without a needless fraction. */
    static String text(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    private static @Nullable BigDecimal parse(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches() ? new BigDecimal(text.replace("_", "")) : null;
    }
}
