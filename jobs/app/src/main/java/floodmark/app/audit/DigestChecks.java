package floodmark.app.audit;

import floodmark.app.output.RecordedRun;
import floodmark.app.output.Sha256;
import floodmark.app.output.TableDigest;
import floodmark.app.output.TableFile;
import floodmark.capture.parquet.ParquetTable;
import floodmark.model.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether every file and every table is the one that the manifest names. */
final class DigestChecks {
    private final Published published;
    private final AuditReport report;

    DigestChecks(Published published, AuditReport report) {
        this.published = published;
        this.report = report;
    }

    /** @return names of the files that are what they were */
    Set<String> files() throws IOException {
        Set<String> intact = new TreeSet<>();
        List<String> altered = new ArrayList<>();
        for (RecordedRun.Listed file : published.run().files()) {
            if (published.has(file.path())) {
                String found = Sha256.of(published.file(file.path()));
                if (found.equals(file.sha256())) {
                    intact.add(file.path());
                } else {
                    altered.add(file.path() + ": sha256 " + found + ", expected " + file.sha256());
                }
            }
        }
        if (altered.isEmpty()) {
            report.ok("files", intact.size() + " files, SHA-256 as in the manifest");
        } else {
            report.differs(
                    "files", altered.size() + " of " + published.run().files().size() + " files were altered", altered);
        }
        return intact;
    }

    /** Content of the tables whose files are intact, and that there is no table without a content digest. */
    void tables(Set<String> intact) throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> unnamed = new TreeSet<>();
        intact.stream().filter(name -> name.endsWith(TableFile.ENDING)).forEach(unnamed::add);
        int fit = 0;
        for (TableFile expected : published.run().tables()) {
            unnamed.remove(expected.path());
            if (intact.contains(expected.path())) {
                Table table = read(expected.path());
                String found = TableDigest.of(table);
                if (found.equals(expected.sha256()) && table.size() == expected.rows()) {
                    fit++;
                } else {
                    wrong.add(expected.path() + ": content " + found + " in " + table.size() + " rows, expected "
                            + expected.sha256() + " in " + expected.rows());
                }
            } else if (published.run().digests().get(expected.path()) == null) {
                wrong.add(expected.path() + ": a table without a file");
            }
        }
        unnamed.forEach(name -> wrong.add(name + ": a table without a digest of its content"));
        if (wrong.isEmpty()) {
            report.ok("tables", fit + " tables, content as in the manifest");
        } else {
            report.differs("tables", wrong.size() + " tables are not what the manifest says", wrong);
        }
    }

    Table read(String path) throws IOException {
        return ParquetTable.read(published.file(path), TableFile.name(path));
    }
}
