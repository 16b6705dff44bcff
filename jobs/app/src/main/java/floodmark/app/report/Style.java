package floodmark.app.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style sheet and the policy that lets a browser apply it and load nothing at all. */
final class Style {
    static final String CSS = """
            :root{color-scheme:light dark;--ink:#1b2430;--soft:#556070;--paper:#fdfdfb;--card:#fff;--edge:#d9dde3;--accent:#0b5c8a;
            --band:#c0392b22;--yes:#0f6b3f;--no:#a3261b;--open:#7a5200;--dark:#4a5563;--l0:#0b5c8a;--l1:#b3470b;--l2:#2f7d32;--l3:#7b3fa0;--l4:#6b5b00}
            @media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#a5afbd;--paper:#12161c;--card:#1a2029;--edge:#343d4a;--accent:#7cc0ea;
            --band:#ff6b5a2b;--yes:#6fd19c;--no:#ff9a8c;--open:#f0c060;--dark:#b4becb;--l0:#7cc0ea;--l1:#f0a060;--l2:#86d08a;--l3:#c9a0e8;--l4:#d8c860}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
            header,main,footer{max-width:1080px;margin:0 auto;padding:0 20px}
            header{padding-top:28px}
            h1{font-size:1.75rem;line-height:1.2;margin:.2em 0}
            h2{font-size:1.2rem;margin:2.2em 0 .6em;border-bottom:1px solid var(--edge);padding-bottom:.25em}
            h3{font-size:1rem;margin:0}
            a{color:var(--accent)}
            a:focus-visible,summary:focus-visible,.scroll:focus-visible,figure:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
            .skip{position:absolute;left:-999px}
            .skip:focus{left:12px;top:8px;background:var(--card);padding:6px 10px}
            .brand{color:var(--soft);font-size:.85rem;letter-spacing:.04em;margin:0}
            .facts,.note,figcaption,footer,caption{color:var(--soft);font-size:.9rem}
            .note{margin:.3em 0}
            .answer{font-size:1.15rem;border-left:5px solid var(--accent);background:var(--card);padding:.8em 1em;margin:1.2em 0}
            .answer p{margin:.2em 0}
            .cards{list-style:none;margin:0;padding:0;display:grid;gap:12px}
            .card{background:var(--card);border:1px solid var(--edge);border-left-width:5px;border-radius:6px;padding:12px 16px}
            .card p{margin:.35em 0}
            .card.supported{border-left-color:var(--yes)}
            .card.contradicted{border-left-color:var(--no)}
            .card.undecided{border-left-color:var(--open)}
            .card.not-visible{border-left-color:var(--dark);border-left-style:dashed}
            .finding{font-weight:650;white-space:nowrap}
            .supported .finding,td.supported{color:var(--yes)}
            .contradicted .finding,td.contradicted{color:var(--no)}
            .undecided .finding,td.undecided{color:var(--open)}
            .not-visible .finding,td.not-visible,td.not-tested{color:var(--dark)}
            .head{display:flex;flex-wrap:wrap;gap:4px 14px;justify-content:space-between;align-items:baseline}
            blockquote{margin:.4em 0;padding-left:.8em;border-left:3px solid var(--edge);color:var(--soft)}
            dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(210px,1fr));gap:10px;margin:.6em 0}
            dl .finding{white-space:normal}
            dl>div{background:var(--card);border:1px solid var(--edge);border-radius:6px;padding:8px 12px}
            dt{color:var(--soft);font-size:.85rem}
            dd{margin:0;font-weight:600}
            .scroll{overflow-x:auto;border:1px solid var(--edge);border-radius:6px;background:var(--card)}
            table{border-collapse:collapse;width:100%;font-size:.86rem}
            caption{text-align:left;padding:8px 10px}
            th,td{text-align:left;vertical-align:top;padding:5px 10px;border-top:1px solid var(--edge)}
            th{font-weight:600;white-space:nowrap}
            td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            td.w{min-width:18em}
            code,.hash{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.85em;overflow-wrap:anywhere}
            figure{margin:18px 0;padding:10px;background:var(--card);border:1px solid var(--edge);border-radius:6px}
            figure>svg{display:block;width:100%;height:auto}
            .swatch{width:28px;height:8px;vertical-align:middle}
            .key{margin-right:14px;white-space:nowrap}
            .line{fill:none;stroke-width:1.6;stroke-linejoin:round}
            .s0{stroke:var(--l0)}.s1{stroke:var(--l1);stroke-dasharray:7 3}.s2{stroke:var(--l2);stroke-dasharray:2 2}
            .s3{stroke:var(--l3);stroke-dasharray:9 3 2 3}.s4{stroke:var(--l4);stroke-dasharray:4 4}
            .grid{stroke:var(--edge);stroke-width:1}
            .trouble{fill:var(--band);stroke:var(--no);stroke-width:.6}
            svg text{fill:var(--soft);font:12px system-ui,sans-serif}
            .end{text-anchor:end}.middle{text-anchor:middle}
            .band{fill:none;stroke:var(--edge);stroke-width:1}.zero{stroke:var(--ink);stroke-width:1.6}
            .bar{fill:var(--edge);stroke:var(--ink);stroke-width:1}.dot{fill:var(--ink);stroke:var(--card);stroke-width:1}
            .before{fill:var(--card);stroke:var(--ink);stroke-width:1.6}.level{stroke:var(--ink);stroke-width:2;stroke-dasharray:2 4}
            tr.why td{border-top:0;padding-top:0;color:var(--soft);overflow-wrap:anywhere}
            td.once{white-space:nowrap}.note,a,blockquote,h1,h3{overflow-wrap:anywhere}
            .ratio .own,.ratio .value{fill:var(--ink)}.ratio .own{font-weight:600}
            section>h3{margin:1.4em 0 .5em}
            .mark line{stroke:var(--ink);stroke-width:1}
            .mark text{fill:var(--ink);font-weight:600;paint-order:stroke;stroke:var(--card);stroke-width:4px}
            figure{overflow-x:auto}
            @media(max-width:700px){figure>svg:first-child{min-width:640px}}
            .mark.schedule line{stroke-dasharray:5 4}
            .mark.said line{stroke-dasharray:1 3}
            .multiples{padding:0;margin:0;list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:12px}
            .multiples li{background:var(--card);border:1px solid var(--edge);border-radius:6px;padding:8px 10px;overflow-wrap:anywhere;break-inside:avoid}
            .multiples svg{display:block;width:100%;height:auto}
            details{margin:.6em 0}
            summary{cursor:pointer;color:var(--accent)}
            footer{padding-top:24px;padding-bottom:48px}
            @media print{body{background:#fff;color:#000;font-size:11pt}.skip{display:none}.card,figure,dl>div{break-inside:avoid}.scroll,figure{overflow:visible}}
            """;

    private Style() {}

    /** Nothing may be loaded, no script may run, and only this very style sheet applies. */
    static String policy() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(digest) + "'; base-uri 'none'; form-action 'none'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
