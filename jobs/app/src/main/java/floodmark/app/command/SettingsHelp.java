package floodmark.app.command;

import floodmark.app.run.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Lists the settings in the help of the commands that take them. */
final class SettingsHelp implements CommandLine.IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec spec) {
        spec.usageMessage().footer(Settings.help().toArray(String[]::new));
        return spec;
    }
}
