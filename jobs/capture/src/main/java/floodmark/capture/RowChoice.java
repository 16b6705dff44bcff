package floodmark.capture;

/** Chooses rows by their addresses, before the other columns are read: what is not chosen is not even unpacked where a whole page is not. */
public interface RowChoice {
    /**
     * Keeps the rows that are wanted.
     *
     * @param batch holds sources and destinations of the rows, and nothing else
     * @param rows numbers of rows in the batch, ascending; the wanted ones come to the front, still ascending
     * @param count how many numbers there are
     * @return how many are wanted
     */
    int choose(FlowBatch batch, int[] rows, int count);
}
