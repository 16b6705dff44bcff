package floodmark.pipeline;

import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/** File systems beyond the local one, such as {@code s3://}: Flink's own plugins, configured as on the cluster. */
public final class FlinkFileSystems {
    private FlinkFileSystems() {}

    /**
     * Makes the plugins in {@code FLINK_PLUGINS_DIR} known to this process, with the configuration in {@code FLINK_CONF_DIR}; does nothing
     * where neither is set. Flink's own client has done so before it starts a program.
     */
    public static void load() {
        String directory = System.getenv(ConfigConstants.ENV_FLINK_CONF_DIR);
        if (directory == null && System.getenv(ConfigConstants.ENV_FLINK_PLUGINS_DIR) == null) {
            return;
        }
        Configuration config =
                directory == null ? new Configuration() : GlobalConfiguration.loadConfiguration(directory);
        FileSystem.initialize(config, PluginUtils.createPluginManagerFromRootFolder(config));
    }
}
