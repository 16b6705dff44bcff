package floodmark.app.report;

import floodmark.app.result.Result;
import floodmark.claim.CaseFile;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code report.html}: for a case the answers first, then what they rest on; for a scan the ranked anomalies. */
public final class Report {
    private Report() {}

    /** The whole document; the same result gives the same text. */
    public static String of(Result result) {
        CaseFile caseFile = result.caseFile();
        Verdict verdict = result.verdict();
        Anomalies anomalies = Anomalies.of(result);
        List<Html> sections = new ArrayList<>();
        Html header;
        String title;
        if (caseFile != null && verdict != null) {
            title = caseFile.title();
            CaseSections about = new CaseSections(caseFile, verdict);
            header = about.header();
            sections.add(RatioSection.of(result, verdict));
            sections.add(about.statements());
            sections.add(about.visibility());
            PowerSection.of(result).ifPresent(sections::add);
            WeighsSection.of(verdict.ratios()).ifPresent(sections::add);
            sections.add(SaidSection.of(caseFile, verdict));
        } else {
            title = "Volume anomalies";
            header = ScanSections.header(result, anomalies);
            sections.add(ScanSections.ranking(anomalies));
            SmallMultiples.of(result, anomalies).ifPresent(sections::add);
        }
        sections.add(TimelineSection.of(result, anomalies));
        if (caseFile != null) {
            DuringSection.of(result).ifPresent(sections::add);
            sections.add(EvidenceSection.of(caseFile, result));
        }
        sections.add(SourcesSections.ledger(result));
        sections.add(SourcesSections.inputs(result));
        if (caseFile != null) {
            sections.add(SourcesSections.methods(result));
            sections.add(SourcesSections.reading());
        }
        return document(title, header, sections, null);
    }

    /**
     * A whole document in the report's style.
     *
     * @param refresh what makes a browser load it again, or null
     */
    static String document(String title, Html header, List<Html> sections, @Nullable Html refresh) {
        Html head = Html.of("head")
                .add(
                        Html.of("meta").attr("charset", "utf-8"),
                        refresh,
                        Html.of("meta")
                                .attr("http-equiv", "Content-Security-Policy")
                                .attr("content", Style.policy()),
                        Html.of("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"),
                        Html.of("meta").attr("name", "referrer").attr("content", "no-referrer"),
                        Html.of("title", title + " - Floodmark"),
                        Html.of("style", Style.CSS));
        Html body = Html.of("body")
                .add(
                        Html.of("a", "Skip to the findings")
                                .attr("class", "skip")
                                .attr("href", "#main"),
                        header,
                        Html.of("main").attr("id", "main").addAll(sections),
                        Html.of("footer")
                                .add(Html.of(
                                        "p",
                                        "Made by Floodmark. All times are UTC. Wording is about traffic at a vantage"
                                                + " point, never about a person's honesty.")));
        return "<!DOCTYPE html>\n"
                + Html.of("html").attr("lang", "en").add(head, body).markup();
    }
}
