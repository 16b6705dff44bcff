package floodmark.app.command;

import floodmark.app.export.Exports;
import floodmark.app.terminal.Terminal;
import floodmark.capture.Layout;
import floodmark.capture.importer.Importers;
import floodmark.evidence.Explanation;
import floodmark.model.UserError;
import floodmark.simulate.reference.Mechanism;
import floodmark.stats.StatTests;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code list}: what is registered. Must not load Flink, so that it answers at once. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List what is registered: one line each with its reference.")
final class ListCommand implements Callable<Integer> {
    /** What can be listed. */
    enum What {
        TESTS,
        FORMATS,
        LAYOUTS,
        EXPLANATIONS,
        MECHANISMS,
        EXPORTS
    }

    @Parameters(paramLabel = "WHAT", description = "tests, formats, layouts, explanations, mechanisms or exports")
    private What what = What.TESTS;

    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<String[]> rows = new ArrayList<>();
        switch (what) {
            case TESTS ->
                StatTests.ALL.forEach(test -> rows.add(new String[] {test.id(), test.title(), test.reference()}));
            case FORMATS -> {
                Importers.ALL.forEach(
                        format -> rows.add(new String[] {format.id(), format.title(), format.reference()}));
                rows.add(new String[] {"counters", "tables of counters, with --mapping", "RFC 4180"});
            }
            case LAYOUTS ->
                Layout.ALL.forEach(layout -> rows.add(new String[] {layout.id(), layout.title(), layout.reference()}));
            case EXPLANATIONS -> {
                for (Explanation explanation : Explanation.values()) {
                    rows.add(new String[] {explanation.text(), explanation.meaning(), explanation.reference()});
                }
            }
            case MECHANISMS -> {
                for (Mechanism mechanism : Mechanism.values()) {
                    rows.add(new String[] {
                        mechanism.kind().text(), mechanism.id(), mechanism.title(), mechanism.reference()
                    });
                }
            }
            case EXPORTS ->
                Exports.ALL.forEach(form -> rows.add(new String[] {form.id(), form.title(), form.reference()}));
            default -> throw UserError.of("list", "unknown", what, "tests", "See --help");
        }
        terminal.table(rows);
        return 0;
    }
}
