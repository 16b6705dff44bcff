package floodmark.pipeline;

import floodmark.capture.CaptureKind;
import floodmark.capture.CountRecord;
import floodmark.claim.CaseFile.Service;
import floodmark.model.Address;
import floodmark.model.CountSeries;
import floodmark.model.DestinationSeries;
import floodmark.model.PacketKinds;
import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import floodmark.model.Profile.Tally;
import floodmark.model.UserError;
import floodmark.model.Window;
import floodmark.pipeline.cell.Budget;
import floodmark.pipeline.cell.CellBlock;
import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.CountBlock;
import floodmark.pipeline.cell.CountFold;
import floodmark.pipeline.cell.DetailFold;
import floodmark.pipeline.cell.FlowFold;
import floodmark.pipeline.cell.Kind;
import floodmark.pipeline.cell.LedgerFold;
import floodmark.pipeline.cell.ProfileFold;
import floodmark.pipeline.cell.TalkFold;
import floodmark.pipeline.source.Folds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The second pass: exact series in both directions and profiles of the destinations that matter. */
public final class Detail {
    private Detail() {}

    /** Makes the folds of the second pass. */
    public record DetailFolds(DetailSpec spec, Budget budget) implements Folds {
        @Override
        public long binNanos() {
            return spec.binNanos();
        }

        /**
         * Rows that take long lie together where a flood is. Blocks are few; but a profile of a service that everybody uses holds most of its
         * parties in every split. With 16 instead of 3 an assessment took a little more processor time; neither number was tuned further.
         */
        @Override
        public int splitsPerReader() {
            return spec.services().isEmpty() ? 16 : 3;
        }

        @Override
        public FlowFold flows(ClosedBins closed) {
            List<Address> others = new ArrayList<>();
            for (String other : spec.others()) {
                others.add(address(other));
            }
            return new DetailFold(
                    spec.binNanos(), spec.services(), others, spec.baseline(), spec.trouble(), closed, budget);
        }

        @Override
        public CountFold counts() {
            return new CountFold(label -> spec.others().contains(label)
                    || spec.services().stream().anyMatch(service -> holds(service, label)));
        }
    }

    private static boolean holds(Service service, String label) {
        return service.destinations().stream().anyMatch(target -> target.matchesLabel(label));
    }

    private static Address address(String text) {
        Address address = Address.parse(text);
        if (address == null) {
            throw UserError.of(
                    "comparison",
                    "not an address",
                    text,
                    "an IPv4 or IPv6 address",
                    "Name destinations as the capture does");
        }
        return address;
    }

    /**
     * Runs the second pass.
     *
     * @throws UserError if the bin length, a destination or a file is not as it must be
     */
    public static DetailResult run(List<CaptureFile> files, DetailSpec spec, Engine engine) {
        return run(files, spec, engine, Budget.DEFAULT);
    }

    static DetailResult run(List<CaptureFile> files, DetailSpec spec, Engine engine, Budget budget) {
        Screening.checkBin(spec.binNanos());
        CaptureKind kind = files.get(0).kind();
        if (kind == CaptureKind.FLOWS) {
            spec.others().forEach(Detail::address);
        }
        SortedMap<String, byte[]> results = new TreeMap<>();
        CaptureJob.run(
                "detail",
                Plans.of(files),
                kind,
                new DetailFolds(spec, budget),
                new DetailMerger(kind),
                engine,
                (key, bytes) -> {
                    if (results.put(key, bytes) != null) {
                        throw new IllegalStateException(key + " came twice");
                    }
                });
        return collect(
                results, spec, kind, files.stream().map(CaptureFile::span).toList());
    }

    /**
     * Turns the results of all keys into series and profiles.
     *
     * @param results by key, as {@link DetailMerger#result} gives them; no key is of another pass
     * @param spans what the captures cover
     */
    public static DetailResult collect(
            SortedMap<String, byte[]> results, DetailSpec spec, CaptureKind kind, List<Window> spans) {
        return new Results(spans, spec, kind).collect(results);
    }

    /** Turns encoded results into series and profiles, on the client. */
    private static final class Results {
        private final List<Window> spans;
        private final DetailSpec spec;
        private final CaptureKind kind;
        private final List<DestinationSeries> series = new ArrayList<>();
        private final Map<String, ProfileFold> profiles = new TreeMap<>();
        private final List<CountSeries> counts = new ArrayList<>();
        private final SortedSet<String> senders = new TreeSet<>();
        private final SortedMap<String, TopTalk> top = new TreeMap<>();
        private final LedgerFold ledger = new LedgerFold();

        Results(List<Window> spans, DetailSpec spec, CaptureKind kind) {
            this.spans = spans;
            this.spec = spec;
            this.kind = kind;
        }

        DetailResult collect(SortedMap<String, byte[]> results) {
            results.forEach(this::take);
            series.sort(Comparator.comparing(DestinationSeries::destination).thenComparing(DestinationSeries::service));
            counts.sort(Comparator.comparing(CountSeries::destination)
                    .thenComparing(CountSeries::metric)
                    .thenComparingInt(CountSeries::direction));
            return new DetailResult(
                    List.copyOf(series),
                    kind == CaptureKind.FLOWS ? allProfiles() : List.of(),
                    List.copyOf(counts),
                    Collections.unmodifiableSortedSet(senders),
                    Collections.unmodifiableSortedMap(top),
                    ledger.entries());
        }

        private void take(String key, byte[] bytes) {
            String rest = Kind.rest(key);
            switch (Kind.of(key)) {
                case LEDGER -> ledger.merge(bytes);
                case SENDER -> senders.add(rest);
                case TALK -> takeTalk(rest, bytes);
                case PROFILE -> {
                    ProfileFold profile = new ProfileFold();
                    profile.merge(bytes);
                    profiles.put(rest, profile);
                }
                case SERIES -> {
                    if (kind == CaptureKind.FLOWS) {
                        int tab = rest.indexOf('\t');
                        series.add(series(rest.substring(0, tab), rest.substring(tab + 1), CellBlock.decode(bytes)));
                    } else {
                        List<CountRecord> all = CountBlock.decode(rest, bytes);
                        List<CountRecord> merged = CountBlock.merge(all);
                        counts.addAll(CountBlock.series(merged));
                        ledger.count("corrected", "captures", "counts.duplicate-key", all.size() - merged.size());
                    }
                }
                case TOTAL -> throw new IllegalStateException("detail sent a total");
            }
        }

        private void takeTalk(String destination, byte[] bytes) {
            TalkFold talk = new TalkFold();
            talk.merge(bytes);
            long packets = talk.packets();
            if (packets == 0) {
                return;
            }
            Tally first = talk.largestSourcePort();
            int port = talk.largestDestinationPort(first.protocol()).value();
            top.put(
                    destination,
                    new TopTalk(first.protocol(), first.value(), port, first.packets() / (double) packets));
        }

        private List<Profile> allProfiles() {
            List<Profile> all = new ArrayList<>();
            List<String> names =
                    new ArrayList<>(spec.services().stream().map(Service::name).toList());
            names.add("");
            for (String name : names) {
                for (Phase phase : Phase.values()) {
                    ProfileFold profile = profiles.get(name + '\t' + phase);
                    if (profile != null || !name.isEmpty()) {
                        List<Window> windows = phase == Phase.BASELINE ? spec.baseline() : spec.trouble();
                        all.add((profile == null ? new ProfileFold() : profile)
                                .profile(name, phase, coveredSeconds(windows)));
                    }
                }
            }
            return List.copyOf(all);
        }

        /** Seconds of the windows that lie within the span of any file. */
        private double coveredSeconds(List<Window> windows) {
            long covered = 0;
            for (Window window : Windows.union(windows)) {
                for (Window span : Windows.union(spans)) {
                    long start = Math.max(window.startNanos(), span.startNanos());
                    long end = Math.min(window.endNanos(), span.endNanos());
                    covered += Math.max(0, end - start);
                }
            }
            return covered / 1e9;
        }

        private DestinationSeries series(String destination, String service, CellBlock cells) {
            int n = cells.size();
            long[] bins = new long[n];
            long[][] sums = new long[DetailFold.COLUMNS][n];
            long[] sources = new long[n];
            boolean[] exact = new boolean[n];
            for (int cell = 0; cell < n; cell++) {
                bins[cell] = cells.bin(cell);
                sources[cell] = cells.senders(cell);
                exact[cell] = cells.sendersExact(cell);
                for (int column = 0; column < sums.length; column++) {
                    sums[column][cell] = cells.sum(cell, column);
                }
            }
            return new DestinationSeries(
                    destination,
                    service,
                    spec.binNanos(),
                    bins,
                    sums[DetailFold.BYTES],
                    sums[DetailFold.PACKETS],
                    sums[DetailFold.FLOWS],
                    sums[DetailFold.SYN + 1],
                    sources,
                    exact,
                    sums[DetailFold.BYTES_OUT],
                    sums[DetailFold.PACKETS_OUT],
                    sums[DetailFold.FLOWS_OUT],
                    new PacketKinds(
                            sums[DetailFold.ATTEMPTS],
                            sums[DetailFold.COMPLETED],
                            sums[DetailFold.SYN],
                            volume(sums, DetailFold.AMPLIFIED),
                            volume(sums, DetailFold.DNS),
                            volume(sums, DetailFold.OTHER_UDP),
                            volume(sums, DetailFold.ICMP),
                            volume(sums, DetailFold.TCP_ANSWERS),
                            volume(sums, DetailFold.ANSWERS_OUT)));
        }

        private static PacketKinds.Volume volume(long[][] sums, int column) {
            return new PacketKinds.Volume(sums[column], sums[column + 1]);
        }
    }
}
