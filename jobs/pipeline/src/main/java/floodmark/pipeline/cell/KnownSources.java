package floodmark.pipeline.cell;

import floodmark.capture.AddressCodes;
import floodmark.capture.AddressTable;
import java.util.Arrays;

/** Class and number of the few sources that matter in the second pass; the others cost a look at the subject's filter. */
final class KnownSources {
    private static final int UNKNOWN = -1;

    private final Subject subject;
    private final AddressTable numbers;
    private final LongIndex codes = new LongIndex();
    private int[] classes = new int[16];
    private int[] numberOf = new int[16];

    /** @param numbers gives an address its number among those that have cells */
    KnownSources(Subject subject, AddressTable numbers) {
        this.subject = subject;
        this.numbers = numbers;
    }

    /** Codes that follow are new. */
    void startRowGroup() {
        codes.clear();
    }

    /** Numbers that follow are new. */
    void forgetNumbers() {
        Arrays.fill(numberOf, UNKNOWN);
    }

    /** As {@link Subject#classOf}. */
    int classOf(AddressCodes addresses, long code) {
        long high = addresses.high(code);
        long low = addresses.low(code);
        if (!subject.mayHold(high, low)) {
            return Subject.NONE;
        }
        int known = codes.size();
        int at = codes.idOf(code);
        if (at == known) {
            if (at == classes.length) {
                classes = Arrays.copyOf(classes, at * 2);
                numberOf = Arrays.copyOf(numberOf, at * 2);
            }
            classes[at] = subject.classOf(high, low);
            numberOf[at] = UNKNOWN;
        }
        return classes[at];
    }

    /** The number of a source that {@link #classOf} was asked about. */
    int numberOf(AddressCodes addresses, long code) {
        int at = codes.idOf(code);
        if (numberOf[at] == UNKNOWN) {
            numberOf[at] = numbers.idOf(addresses.high(code), addresses.low(code));
        }
        return numberOf[at];
    }
}
