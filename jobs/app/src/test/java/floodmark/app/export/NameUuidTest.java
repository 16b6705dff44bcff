package floodmark.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are those of Python: {@code uuid.uuid5(uuid.UUID(namespace), name)}. */
class NameUuidTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "6ba7b810-9dad-11d1-80b4-00c04fd430c8 | python.org | 886313e1-3b8a-5372-9b90-0c9aee199e5d",
                "00abedb4-aa42-466c-9c01-fed23315a9b7 | {\"value\":\"198.51.100.3\"} | 28bb3599-77cd-5a82-a950-b5bc3caf07c4"
            })
    void isThatOfOthers(UUID namespace, String name, UUID expected) {
        assertThat(NameUuid.of(namespace, name)).isEqualTo(expected);
        assertThat(NameUuid.of(namespace, name).version()).isEqualTo(5);
        assertThat(NameUuid.of(namespace, name).variant()).isEqualTo(2);
    }
}
