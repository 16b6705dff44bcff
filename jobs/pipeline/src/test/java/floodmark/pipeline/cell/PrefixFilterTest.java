package floodmark.pipeline.cell;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Address;
import floodmark.model.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrefixFilterTest {
    @Test
    void misconstruesNoAddressAndHardlyLetsAnyPass() {
        SplittableRandom random = new SplittableRandom(11);
        PrefixFilter filter = new PrefixFilter();
        List<Prefix> prefixes = new ArrayList<>();
        for (int length : new int[] {32, 24, 24, 24, 13}) {
            prefixes.add(Prefix.covering(Address.ofIpv4(random.nextInt()), length));
        }
        for (int length : new int[] {128, 64, 48, 65, 63}) {
            prefixes.add(Prefix.covering(new Address(random.nextLong(), random.nextLong()), length));
        }
        prefixes.forEach(prefix -> filter.add(prefix.base(), prefix.bitsOf128()));
        int passed = 0;
        for (int i = 0; i < 100_000; i++) {
            Prefix near = prefixes.get(random.nextInt(prefixes.size()));
            Address base = near.base();
            Address address = switch (random.nextInt(3)) {
                case 0 -> new Address(base.high(), base.low() ^ 1L << random.nextInt(32));
                case 1 -> Address.ofIpv4(random.nextInt());
                default -> new Address(base.high() ^ 1L << random.nextInt(64), random.nextLong());
            };
            boolean held = prefixes.stream().anyMatch(prefix -> prefix.contains(address));
            boolean may = filter.mayHold(address.high(), address.low());
            assertThat(may || !held).as("%s", address).isTrue();
            passed += may && !held ? 1 : 0;
        }
        assertThat(passed).isLessThan(10);
    }

    @Test
    void theWholeInternet() {
        PrefixFilter filter = new PrefixFilter();
        Prefix all = new Prefix(new Address(0, 0), 0);
        assertThat(filter.mayHold(5, 7)).isFalse();
        filter.add(all.base(), all.bitsOf128());
        assertThat(filter.mayHold(5, 7)).isTrue();
        assertThat(filter.mayHold(-1, -1)).isTrue();
    }
}
