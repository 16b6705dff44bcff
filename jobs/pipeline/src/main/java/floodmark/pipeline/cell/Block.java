package floodmark.pipeline.cell;

/**
 * A part of a result on its way from a reader to the operator that merges.
 *
 * @param key {@link Kind} letter and name
 * @param bytes in the encoding of the kind
 */
public record Block(String key, byte[] bytes) {}
