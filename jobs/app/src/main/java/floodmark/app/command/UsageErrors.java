package floodmark.app.command;

import floodmark.model.Closest;
import floodmark.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Mistakes on the command line as one line in the house form. */
public final class UsageErrors {
    private static final String WHERE = "command line";

    private UsageErrors() {}

    /** The one line that tells what is wrong and what to do. */
    public static String line(ParameterException error) {
        if (error.getCause() instanceof UserError mistake) {
            return Objects.requireNonNull(mistake.getMessage());
        }
        CommandLine command = error.getCommandLine();
        String help = "See " + command.getCommandSpec().qualifiedName() + " --help";
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), command, help);
        }
        if (error instanceof MissingParameterException missing) {
            List<String> names =
                    missing.getMissing().stream().map(UsageErrors::name).toList();
            return line("something is missing", "no " + String.join(", no ", names), String.join(" ", names), help);
        }
        ArgSpec argument = error.getArgSpec();
        if (argument != null && error.getValue() != null) {
            return line(name(argument) + " cannot be read", error.getValue(), firstSentence(argument), help);
        }
        String message = Objects.requireNonNullElse(error.getMessage(), "");
        return line("cannot be understood", message.replaceAll("\\s+", " "), "options as the help lists them", help);
    }

    private static String unknown(String word, CommandLine command, String help) {
        boolean option = word.startsWith("-");
        List<String> known = new ArrayList<>();
        if (option) {
            for (OptionSpec spec : command.getCommandSpec().options()) {
                known.addAll(List.of(spec.names()));
            }
        } else {
            known.addAll(command.getSubcommands().keySet());
        }
        int equals = word.indexOf('=');
        String name = option && equals > 0 ? word.substring(0, equals) : word;
        String closest = Closest.to(name, known);
        String next = closest == null ? help : "Did you mean " + closest + "? " + help;
        if (!option && known.isEmpty()) {
            return line("one argument too many", word, "none", help);
        }
        String what = option ? "unknown option" : "unknown command";
        return line(what, word, "one of " + String.join(", ", known), next);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    private static String firstSentence(ArgSpec argument) {
        String description = String.join(" ", argument.description());
        int end = description.indexOf(". ");
        return end < 0 ? description.replaceAll("\\.$", "") : description.substring(0, end);
    }

    private static String line(String what, Object found, String expected, String next) {
        return Objects.requireNonNull(
                UserError.of(WHERE, what, found, expected, next).getMessage());
    }
}
