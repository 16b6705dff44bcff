package floodmark.simulate.shifted;

/** What becomes of a session. */
enum Outcome {
    SERVED,
    /** A reset comes back. */
    REFUSED,
    /** Nothing comes back. */
    DROPPED,
    /** A short answer that says no. */
    ERROR,
    /** Connected, asked, and never answered. */
    HUNG,
    /** Connected, and the client left at once. */
    LEFT
}
