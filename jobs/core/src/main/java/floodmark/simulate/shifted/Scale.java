package floodmark.simulate.shifted;

/**
 * From the model's unit to real traffic.
 *
 * @param subject real sessions (and packets of floods) for one of the model
 * @param neighbours the same for the other destinations
 * @param merged like connections that one row stands for: an exporter that aggregates
 * @param weight recorded packets of a flood that one row stands for
 */
record Scale(double subject, double neighbours, int merged, double weight) {}
