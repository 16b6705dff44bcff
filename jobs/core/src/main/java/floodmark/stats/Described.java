package floodmark.stats;

/** A registry entry: each test class holds one as {@code ABOUT}. */
record Described(String id, String title, String question, String reference) implements StatTest {}
