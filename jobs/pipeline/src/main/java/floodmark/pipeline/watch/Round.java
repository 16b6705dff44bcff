package floodmark.pipeline.watch;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes notes on in one line, and says after those of a round that it is over. A watermark comes only after all that was
 * sent before it by whomever, so what the client has by then belongs together.
 */
final class Round extends KeyedProcessFunction<Byte, Note, Note> {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
        // There is no state but the timer.
    }

    @Override
    public void processElement(Note note, Context context, Collector<Note> out) {
        out.collect(note);
        long now = context.timerService().currentWatermark();
        if (now < Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(now + 1);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Note> out) {
        out.collect(new Note(Keys.ROUND, true, 0, true, new byte[0]));
    }
}
