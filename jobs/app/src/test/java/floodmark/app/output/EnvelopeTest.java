package floodmark.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    /** DSSE protocol 1.0, "Signature Definition"; its example with our type. */
    @Test
    void signsTypeAndPayloadWithTheirLengths() {
        byte[] signed = Envelope.toBeSigned("hello wörld".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(signed, StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 28 application/vnd.in-toto+json 12 hello wörld");
    }
}
