package floodmark.capture;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Address;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddressTableTest {
    private final AddressTable table = new AddressTable();

    @Test
    void numbersAreDenseInOrderOfFirstSightAndComeBackAfterClear() {
        for (int round = 0; round < 2; round++) {
            SplittableRandom random = new SplittableRandom(round);
            Map<Address, Integer> expected = new HashMap<>();
            for (int i = 0; i < 100_000; i++) {
                int number = random.nextInt(30_000);
                Address address = number % 2 == 0
                        ? Address.ofIpv4(number * 0x9e3779b9)
                        : new Address(number % 3 == 0 ? 0 : number, number * 0x9e3779b97f4a7c15L);
                Integer known = expected.putIfAbsent(address, expected.size());
                int id = table.idOf(address.high(), address.low());
                assertThat(id).isEqualTo(known == null ? expected.size() - 1 : known);
            }
            assertThat(table.size()).isEqualTo(expected.size());
            expected.forEach((address, id) -> assertThat(table.address(id)).isEqualTo(address));
            table.clear();
            assertThat(table.size()).isZero();
        }
    }

    @Test
    void edgesOfIpv4() {
        Address zero = Address.ofIpv4(0);
        Address ones = Address.ofIpv4(-1);
        Address unspecified = new Address(0, 0);
        for (int round = 0; round < 2; round++) {
            assertThat(table.idOf(zero.high(), zero.low())).isZero();
            assertThat(table.idOf(ones.high(), ones.low())).isEqualTo(1);
            assertThat(table.idOf(unspecified.high(), unspecified.low())).isEqualTo(2);
        }
    }
}
