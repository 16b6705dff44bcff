package floodmark.capture.parquet;

import org.jspecify.annotations.Nullable;

/**
 * What the footer says about a row group.
 *
 * @param index its number in the file, from 0
 * @param startOffset first byte of its columns in the file
 * @param compressedBytes bytes of all its columns, also those that are not read
 * @param rows rows, rejected ones included
 * @param minStartNanos least {@code flow_start} or {@code time} by the column statistics; null if there are none
 * @param maxStartNanos greatest one; null if there are none
 */
public record RowGroup(
        int index,
        long startOffset,
        long compressedBytes,
        long rows,
        @Nullable Long minStartNanos,
        @Nullable Long maxStartNanos) {}
