package floodmark.simulate.shifted;

/** What a run of the model tells, step by step: to count it beforehand, or to make flows of it. */
interface Stage {
    /** From here on everything is within that stretch of recorded time. */
    void window(long from, long to);

    /**
     * @param service whom the sessions ask
     * @param session what they look like
     * @param users who asks
     * @param cut providers whose users do not get through; empty for none
     * @param expected mean number of sessions in the step, in the model's unit
     * @param neighbour whether it is not the subject's
     */
    void sessions(
            Service service,
            Session session,
            AddressPlan users,
            boolean[] cut,
            double expected,
            long from,
            int step,
            boolean neighbour);

    /**
     * @param packets of a flood that pass the vantage in the step
     * @param answered share of them that the subject answers
     */
    void packets(Flood flood, double packets, double answered, long from, int step);

    /** Mean inbound rates at the subject in the step: what is usual at that time, and the flood. */
    void load(long from, int step, double usualBps, double usualPps, double floodBps, double floodPps);
}
