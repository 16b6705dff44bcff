package floodmark.app.assess;

import floodmark.app.output.Sha256;
import floodmark.app.result.PrecedentFile;
import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.evidence.Precedent;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/**
 * The results that statements compare this incident with: case, explanation and signature of their {@code verdict.json}.
 *
 * @param read what they say
 * @param files which they are
 */
record Precedents(List<Precedent> read, List<PrecedentFile> files) {

    /** @param verdicts where the {@code verdict.json} of a statement is */
    static Precedents read(CaseFile theCase, Function<Statement, Path> verdicts) {
        List<Precedent> read = new ArrayList<>();
        List<PrecedentFile> files = new ArrayList<>();
        for (Statement statement : theCase.statements()) {
            String result = statement.result();
            if (statement.asserts() == Asserts.LIKE && result != null) {
                Path file = verdicts.apply(statement);
                String where = theCase.where() + ": statement " + statement.id();
                try {
                    byte[] bytes = Files.readAllBytes(file);
                    read.add(read(where, statement.id(), file, bytes));
                    files.add(new PrecedentFile(statement.id(), result, Sha256.of(bytes)));
                } catch (IOException e) {
                    throw wrong(where, file, "not readable (" + e.getClass().getSimpleName() + ")");
                }
            }
        }
        return new Precedents(List.copyOf(read), List.copyOf(files));
    }

    private static Precedent read(String where, String statement, Path file, byte[] bytes) {
        String caseId = "";
        String explanation = "";
        Map<String, String> levels = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, where, file);
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken value = json.nextToken();
                switch (name) {
                    case "case" -> caseId = json.getString();
                    case "explanation" -> explanation = json.getString();
                    case "signature" -> {
                        expect(value == JsonToken.START_OBJECT, where, file);
                        for (String scale = json.nextName(); scale != null; scale = json.nextName()) {
                            json.nextToken();
                            levels.put(scale, json.getString());
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw wrong(where, file, "not readable as JSON (" + e.getClass().getSimpleName() + ")");
        }
        expect(!caseId.isEmpty() && !explanation.isEmpty(), where, file);
        return new Precedent(statement, caseId, explanation, levels);
    }

    private static void expect(boolean holds, String where, Path file) {
        if (!holds) {
            throw wrong(where, file, "no verdict");
        }
    }

    private static UserError wrong(String where, Path file, String found) {
        return UserError.of(
                where,
                "the result to compare with cannot be read",
                file.getFileName() + ": " + found,
                "the directory of a finished result, with verdict.json in it",
                "Name the result's directory, relative to the case file");
    }
}
