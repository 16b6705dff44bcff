package floodmark.capture;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.model.Window;
import floodmark.simulate.Incident;
import floodmark.simulate.shifted.ShiftedGenerator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Case files of the second generator, read as those of people are. */
class ShiftedCaseTest {
    @Test
    void everyCaseIsValid() {
        ShiftedGenerator generator = new ShiftedGenerator();
        for (long number = 0; number < 150; number++) {
            Incident incident = generator.incident(7, number);
            List<Window> coverage = incident.coverage();
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < coverage.size(); i++) {
                paths.add("c:\\captures \"" + i + "\".parquet");
            }
            CaseFile read = CaseFileTest.read(incident.caseYaml(paths));
            assertThat(read.captures()).extracting(CaseFile.CaptureRef::path).isEqualTo(paths);
            assertThat(read.statements())
                    .extracting(Statement::asserts)
                    .contains(
                            Asserts.ATTACK,
                            Asserts.FLASH_CROWD,
                            Asserts.SERVICE_FAILURE,
                            Asserts.NETWORK_EVENT,
                            Asserts.ATTACK_CAUSED_TROUBLE);
            boolean covered = coverage.stream().anyMatch(w -> w.overlaps(read.trouble()));
            assertThat(covered).as("trouble covered, incident %d", number).isTrue();
            for (int i = 1; i < coverage.size(); i++) {
                assertThat(coverage.get(i).startNanos())
                        .isGreaterThan(coverage.get(i - 1).endNanos());
            }
        }
    }
}
