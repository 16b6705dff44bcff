package floodmark.stats;

import java.util.List;

/** The registered tests, in the order of the documentation. An explicit list: ordered, greppable, safe under shading. */
public final class StatTests {
    private StatTests() {}

    /** Every test. A new one is a class with an {@code ABOUT} and a line here. */
    public static final List<StatTest> ALL = List.of(
            MatchedWindows.ABOUT,
            MatchedWindows.ABOUT_SEARCHED,
            Contamination.ABOUT,
            BlockExcess.ABOUT,
            NegativeBinomialExcess.ABOUT,
            PlaceboInSpace.ABOUT,
            DifferenceInDifferences.ABOUT,
            DonorDecline.ABOUT,
            ExtremeTail.ABOUT,
            VolumeVisibility.ABOUT,
            DeclaredWatch.ABOUT,
            BlockDetector.ABOUT,
            EProcess.ABOUT,
            ChangePoint.ABOUT,
            RiseTime.ABOUT,
            Divergence.ABOUT,
            Entropy.ABOUT,
            SourceUniformity.ABOUT,
            SamplingError.ABOUT,
            Backscatter.ABOUT,
            Saturation.ABOUT,
            Saturation.ABOUT_COLLAPSE,
            PooledTail.ABOUT,
            MultipleTesting.ABOUT);
}
