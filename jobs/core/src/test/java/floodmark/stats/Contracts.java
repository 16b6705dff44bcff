package floodmark.stats;

import java.util.List;
import java.util.stream.Stream;

/** The table of {@link ContractTest}: an entry for every registered test. */
final class Contracts {
    static final List<Contract> ALL = Stream.of(VolumeContracts.ALL, ComparisonContracts.ALL, MakeupContracts.ALL)
            .flatMap(List::stream)
            .toList();

    private Contracts() {}
}
