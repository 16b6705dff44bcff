package floodmark.app.assess;

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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/** Reads the results that statements compare this incident with: case, explanation and signature of their {@code verdict.json}. */
final class Precedents {
    private Precedents() {}

    /** @param caseDirectory what relative paths start from */
    static List<Precedent> read(CaseFile theCase, Path caseDirectory) {
        List<Precedent> precedents = new ArrayList<>();
        for (Statement statement : theCase.statements()) {
            if (statement.asserts() == Asserts.LIKE && statement.result() != null) {
                Path file = caseDirectory.resolve(statement.result()).resolve("verdict.json");
                precedents.add(read(theCase.where() + ": statement " + statement.id(), statement.id(), file));
            }
        }
        return precedents;
    }

    private static Precedent read(String where, String statement, Path file) {
        String caseId = "";
        String explanation = "";
        Map<String, String> levels = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
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
        } catch (IOException | JacksonException e) {
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
