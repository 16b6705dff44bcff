package floodmark.evidence;

import java.util.List;

/** All evidence families, in the order in which they are evaluated: a family may use the answers of those before it. */
public final class Families {
    private Families() {}

    public static final List<Family> ALL = List.of(
            new TelemetryFamily(),
            new ElsewhereFamily(),
            new VolumeFamily(),
            new ScopeFamily(),
            new MakeupFamily(),
            new SourcesFamily(),
            new TimelineFamily(),
            new SaturationFamily(),
            new ResponseFamily(),
            new DemandFamily(),
            new VisibilityFamily(),
            new BackscatterFamily(),
            new PrecedentFamily());

    /** All scales of all families, in that order. */
    public static List<Scale> scales() {
        return ALL.stream().flatMap(family -> family.scales().stream()).toList();
    }
}
