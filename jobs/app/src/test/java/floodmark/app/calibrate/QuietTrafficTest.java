package floodmark.app.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Times;
import floodmark.stats.calibration.RealTraffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is taken for quiet agrees with the labels and events that it is chosen by. */
class QuietTrafficTest {
    private static final Path DATASETS = Path.of("..", "..", "datasets");
    private static final Map<String, String> NAB = Map.of(
            "Twitter_volume_AAPL", "twitter:AAPL",
            "Twitter_volume_AMZN", "twitter:AMZN",
            "Twitter_volume_FB", "twitter:FB",
            "Twitter_volume_GOOG", "twitter:GOOG",
            "elb_request_count_8c0756", "elb:8c0756",
            "ec2_network_in_257a54", "ec2:257a54",
            "iio_us-east-1_i-a2eb1cd9_NetworkIn", "ec2:i-a2eb1cd9");

    private static RealTraffic of(String dataset, String destination) throws IOException {
        return Objects.requireNonNull(QuietTraffic.read(DATASETS).of(dataset, destination));
    }

    private static double at(RealTraffic traffic, String destination, long nanos) {
        long bin = Math.floorDiv(nanos, Times.DAY / traffic.binsPerDay()) - traffic.firstBin();
        int index = Math.toIntExact(bin);
        double[] values = traffic.values()[traffic.names().indexOf(destination)];
        return index < 0 || index >= values.length ? Double.NaN : values[index];
    }

    private static double at(RealTraffic traffic, String destination, String time) {
        return at(traffic, destination, Times.nanos(Instant.parse(time)));
    }

    @Test
    void labelledWindowsAreLeftOut() throws IOException {
        String labels = Files.readString(DATASETS.resolve("nab").resolve("labels.json"));
        String windows = labels.substring(0, labels.indexOf("anomaly_points"));
        Matcher file = Pattern.compile("/([^/\"]+)\\.csv\": \\[(.*?)\\n {2}\\]", Pattern.DOTALL)
                .matcher(windows);
        Pattern pair = Pattern.compile("\"([^\"]+)\",\\s+\"([^\"]+)\"");
        int checked = 0;
        while (file.find()) {
            String name = NAB.get(file.group(1));
            Matcher window = pair.matcher(file.group(2));
            while (name != null && window.find()) {
                RealTraffic traffic = of("nab", name);
                long from = nanos(window.group(1));
                long to = nanos(window.group(2));
                long step = Times.DAY / traffic.binsPerDay();
                for (long t = from; t < to; t += step) {
                    assertThat(at(traffic, name, t))
                            .as(name + " " + Times.text(t))
                            .isNaN();
                }
                checked++;
            }
        }
        assertThat(checked).isEqualTo(18);
    }

    private static long nanos(String label) {
        return Times.nanos(LocalDateTime.parse(label.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
    }

    @Test
    void attackLaunchAndCupAreLeftOut() throws IOException {
        RealTraffic wikimedia = of("wikimedia-2019", "de.wikipedia");
        assertThat(wikimedia.names()).hasSize(60);
        assertThat(at(wikimedia, "de.wikipedia", "2019-09-06T20:00:00Z")).isNaN();
        assertThat(at(wikimedia, "de.wikipedia", "2019-09-07T01:00:00Z")).isNaN();
        assertThat(at(wikimedia, "de.wikipedia", "2019-09-05T20:00:00Z")).isPositive();
        RealTraffic nasa = of("nasa-1995", "ksc.nasa.gov");
        assertThat(at(nasa, "ksc.nasa.gov", "1995-07-13T13:49:00Z")).isNaN();
        assertThat(at(nasa, "ksc.nasa.gov", "1995-07-12T13:49:00Z")).isPositive();
        assertThat(at(nasa, "ksc.nasa.gov", "1995-07-15T13:49:00Z")).isNaN();
        RealTraffic cup = of("worldcup-1998", "www.france98.com");
        assertThat(at(cup, "www.france98.com", "1998-06-09T23:59:00Z")).isPositive();
        assertThat(at(cup, "www.france98.com", "1998-06-10T00:00:00Z")).isNaN();
        assertThat(IntStream.range(0, cup.length()).filter(i -> Double.isNaN(cup.values()[0][i])))
                .as("absent minutes stay absent")
                .hasSize(10);
    }
}
