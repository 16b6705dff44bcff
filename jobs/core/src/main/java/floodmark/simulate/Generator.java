package floodmark.simulate;

/** Makes incidents with known causes; one number, one incident, on every machine. */
public interface Generator {
    /** Stable identifier. */
    String id();

    /**
     * @param seed of the whole corpus
     * @param number of the incident, from 0 on; any subset of the numbers can be drawn, in any order
     */
    Incident incident(long seed, long number);
}
