package floodmark.capture;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddressCodesTest {
    @Test
    void everyAddressComesBackFromItsCode() {
        SplittableRandom random = new SplittableRandom(5);
        AddressCodes codes = new AddressCodes();
        for (int round = 0; round < 2; round++) {
            List<Address> addresses = new ArrayList<>(
                    List.of(Address.ofIpv4(0), Address.ofIpv4(-1), new Address(0, 0), new Address(-1, -1)));
            for (int i = 0; i < 10_000; i++) {
                addresses.add(
                        random.nextBoolean()
                                ? Address.ofIpv4(random.nextInt())
                                : new Address(random.nextInt(3), random.nextLong()));
            }
            long[] code = addresses.stream()
                    .mapToLong(a -> codes.codeOf(a.high(), a.low()))
                    .toArray();
            for (int i = 0; i < code.length; i++) {
                assertThat(code[i]).isNotNegative();
                assertThat(codes.address(code[i])).isEqualTo(addresses.get(i));
                assertThat(codes.hash64(code[i])).isEqualTo(addresses.get(i).hash64());
            }
            codes.clear();
        }
    }
}
