package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.util.NetUtils;

/**
 * Flink's Prometheus reporter on the loopback address. Flink's own listens on every address of the machine and has no option
 * for that. It is in Flink's package because the registry of the base class is visible there only.
 *
 * <p>Configuration: {@code port}, a port or a range such as {@code 9249-9252}, of which the first free one is taken.
 */
public final class LocalPrometheusReporterFactory implements MetricReporterFactory {

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new Reporter();
    }

    private static final class Reporter extends AbstractPrometheusReporter {
        private HTTPServer server;

        @Override
        public void open(MetricConfig config) {
            super.open(config);
            String range = config.getString("port", "9249");
            Iterator<Integer> ports = NetUtils.getPortRangeFromString(range);
            while (server == null && ports.hasNext()) {
                int port = ports.next();
                try {
                    server = new HTTPServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), registry, true);
                    log.info("Prometheus metrics on localhost:{}", port);
                } catch (IOException taken) {
                    log.debug("Port {} is taken", port);
                }
            }
            if (server == null) {
                throw new IllegalStateException("no free port for Prometheus metrics: found none in " + range);
            }
        }

        @Override
        public void close() {
            if (server != null) {
                server.stop();
            }
            super.close();
        }
    }
}
