package floodmark.pipeline.cell;

/** What a block is about; the key of a block is the kind's letter and the rest. */
public enum Kind {
    /** Cells of a destination; the rest is the address, or address, tab and service, or the label of a count. */
    SERIES('d'),
    /** Profile of a service in a phase; the rest is service, tab and phase. */
    PROFILE('p'),
    /** Ports of a destination that is not the subject's; the rest is the address. */
    TALK('k'),
    /** A sender to the subject; the rest is its address, the block is empty. */
    SENDER('s'),
    /** Cells of all traffic; there is no rest. */
    TOTAL('t'),
    /** Ledger counts; there is no rest. */
    LEDGER('l');

    private final char letter;

    Kind(char letter) {
        this.letter = letter;
    }

    public String key(String rest) {
        return letter + rest;
    }

    public static Kind of(String key) {
        for (Kind kind : values()) {
            if (kind.letter == key.charAt(0)) {
                return kind;
            }
        }
        throw new IllegalStateException("a block's key begins with " + key.charAt(0));
    }

    public static String rest(String key) {
        return key.substring(1);
    }
}
