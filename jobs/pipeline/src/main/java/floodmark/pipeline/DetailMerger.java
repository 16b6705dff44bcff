package floodmark.pipeline;

import floodmark.capture.CaptureKind;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.CountBlock;
import floodmark.pipeline.cell.Kind;
import floodmark.pipeline.cell.ProfileFold;
import floodmark.pipeline.cell.TalkFold;
import java.util.List;

/** Merges the blocks of the second pass. */
public record DetailMerger(CaptureKind kind) implements BlockMerger {

    @Override
    public byte[] merge(String key, List<byte[]> blocks) {
        return switch (Kind.of(key)) {
            case LEDGER -> FlowScreener.mergeLedger(blocks);
            case SERIES, TOTAL ->
                kind == CaptureKind.FLOWS
                        ? FlowScreener.mergeCells(blocks).encode(new ByteSink(), false)
                        : CountBlock.encode(CountScreener.all(Kind.rest(key), blocks), new ByteSink());
            case PROFILE -> {
                ProfileFold profile = new ProfileFold();
                blocks.forEach(profile::merge);
                yield profile.encode();
            }
            case TALK -> {
                TalkFold talk = new TalkFold();
                blocks.forEach(talk::merge);
                yield talk.encode();
            }
            case SENDER -> new byte[0];
        };
    }

    @Override
    public byte[] result(String key, List<byte[]> blocks) {
        boolean cells = Kind.of(key) == Kind.SERIES && kind == CaptureKind.FLOWS;
        return cells ? FlowScreener.mergeCells(blocks).encode(new ByteSink(), true) : merge(key, blocks);
    }
}
