package floodmark.pipeline.watch;

import org.apache.flink.api.connector.source.SourceEvent;

/** What readers and enumerator tell one another. */
interface WatchEvent extends SourceEvent {
    /** A reader has begun, perhaps again, and holds these unfinished files. */
    @SuppressWarnings("ArrayRecordComponent") // A message that nobody compares.
    record Holding(long[] numbers) implements WatchEvent {}

    /** A reader has sent all of a file. */
    record Finished(long number) implements WatchEvent {}

    /** The enumerator knows that a file is finished, so that the reader may forget it. */
    record Known(long number) implements WatchEvent {}

    /** All files up to some number are finished; the watermark that says so, in milliseconds of event time. */
    record Advance(long watermark) implements WatchEvent {}
}
