package floodmark.pipeline.watch;

/**
 * Something that the job tells its client.
 *
 * @param key what it is about
 * @param whole true if it replaces what was told before under the key, false if it adds to that
 * @param part number of this part, from 0
 * @param last true for the last part
 * @param bytes of this part
 */
public record Note(String key, boolean whole, int part, boolean last, byte[] bytes) {}
