"""The reports in a browser: nothing is fetched, nothing is wrong, every drawing has a name and a table, and axe-core finds nothing."""

import concurrent.futures
import os
import pathlib
import shutil
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

SHOTS = pathlib.Path(os.environ.get("FLOODMARK_SHOTS", pathlib.Path(__file__).parent / "target" / "shots"))
CHROMIUM = os.environ.get("FLOODMARK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
LOOKS = [("light", 1200), ("dark", 1200), ("light", 360)]
# One of each kind: counts, flows, much history. The others differ from these by their numbers.
IN_ALL_LOOKS = {"worldcup-1998-06-10-opening", "stopddos-syn-flood", "wikimedia-2019-09-06"}
HOSTILE = "\"><script>document.title='owned'</script><img src=https://example.invalid/x onerror=alert(1)>\u202e"


def reports():
    demo = pathlib.Path(os.environ["FLOODMARK_DEMO"])
    return sorted(demo.glob("*/report.html"))


@pytest.fixture(scope="module")
def browser():
    assert CHROMIUM, "no Chromium: install it (Debian: apt install chromium), or set FLOODMARK_CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def scan(floodmark, home, tmp_path_factory):
    """A scan's report, which the demo does not make."""
    output = tmp_path_factory.mktemp("scan") / "anomalies"
    floodmark("scan", home / "datasets/stopddos/syn-flood-spoofed.parquet", "--bin", "1s", "--output", output)
    return output / "report.html"


@pytest.fixture(scope="module")
def hostile(floodmark, tmp_path_factory, home):
    """The report of a case whose every name is an attack on its readers."""
    directory = tmp_path_factory.mktemp("hostile")
    long = "x" * 9_800
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    (directory / "case.yaml").write_text(f"""
floodmark: 1
case: hostile
title: "{quoted}"
subject:
  name: "{quoted}"
  services:
    game: {{destinations: [10.10.10.10]}}
trouble: {{start: 2021-04-28T10:30:21Z, end: 2021-04-28T10:30:45Z}}
bin: 1s
captures:
  - path: {home}/datasets/stopddos/syn-flood-spoofed.parquet
    vantage: {{name: "{quoted}", place: server, sees: inbound}}
statements:
  - {{id: claim, by: "{quoted}", quote: "{quoted} {long}", source: "javascript:alert(1)", asserts: attack}}
""", encoding="utf-8")
    floodmark("assess", directory / "case.yaml", "--output", directory / "result")
    return directory / "result" / "report.html"


def look(browser, report, scheme, width):
    """Opens a report as a reader would, and returns the page with what it asked for and complained about."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    fetched, said = [], []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append("dialog " + dialog.message))
    page.goto(report.as_uri())
    return page, [url for url in fetched if url != report.as_uri()], said


def check(browser, report, name, looks=LOOKS):
    SHOTS.mkdir(parents=True, exist_ok=True)
    assert report.stat().st_size < 2_000_000
    for scheme, width in looks:
        page, fetched, said = look(browser, report, scheme, width)
        page.screenshot(path=SHOTS / f"{name}-{scheme}-{width}.png", full_page=True)
        assert fetched == [], name
        assert said == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than {width}"
        nameless = page.evaluate("""() => [...document.querySelectorAll('svg:not([aria-hidden])')]
            .filter(svg => !(svg.getAttribute('aria-labelledby') || '').split(' ')
                .every(id => id && document.getElementById(id) && document.getElementById(id).textContent.trim()))
            .map(svg => svg.outerHTML.slice(0, 200))""")
        assert nameless == [], name
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
        assert found.violations_count == 0, f"{name} {scheme} {width}\n{found.generate_report()}"
        page.context.close()


def test_every_drawing_is_followed_by_its_numbers(browser):
    for report in reports():
        page, _, _ = look(browser, report, "light", 1200)
        alone = page.evaluate("""() => [...document.querySelectorAll('figure')].filter(figure => {
            let next = figure.nextElementSibling;
            // Two drawings of the same lines, close up and whole, share their numbers.
            while (next && next.tagName === 'FIGURE') next = next.nextElementSibling;
            return !next || !next.querySelector('table');
        }).map(figure => figure.getAttribute('aria-label'))""")
        assert alone == [], report
        page.context.close()


@pytest.mark.parametrize("report", reports(), ids=lambda report: report.parent.name)
def test_a_report_in_the_browser(browser, report):
    name = report.parent.name
    check(browser, report, name, LOOKS if name in IN_ALL_LOOKS else LOOKS[:1])


def test_a_scan_in_the_browser(browser, scan):
    check(browser, scan, "scan")


def test_a_watch_in_the_browser(browser, floodmark, home, tmp_path):
    """The page of a watch that goes on; the one that loads again by itself differs from it by that alone."""
    captures = tmp_path / "captures"
    captures.mkdir()
    shutil.copy(home / "datasets/stopddos/syn-flood-spoofed.parquet", captures)
    case = (home / "datasets/cases/stopddos-syn-flood/case.yaml").read_text(encoding="utf-8")
    (tmp_path / "case.yaml").write_text(
        case.replace("../../stopddos/syn-flood-spoofed.parquet", "captures"), encoding="utf-8")
    live = tmp_path / "result.live"
    with concurrent.futures.ThreadPoolExecutor(1) as beside:
        watching = beside.submit(
            floodmark, "watch", tmp_path / "case.yaml", "--output", tmp_path / "result", "--progress", "none")
        try:
            while not (live / "verdict.json").exists() or '"files": 1' not in (live / "verdict.json").read_text():
                assert not watching.done(), watching.result()
                time.sleep(0.1)
            check(browser, live / "report.html", "watching")
            still, again = ((live / name).read_text(encoding="utf-8") for name in ("report.html", "reloading.html"))
        finally:
            (captures / "_COMPLETE").touch()
    watching.result()
    assert (tmp_path / "result" / "report.html").exists() and not live.exists()
    assert "refresh" not in still and 'http-equiv="refresh"' in again
    assert len(set(still.split("<")) ^ set(again.split("<"))) < 8


def test_hostile_names_are_text(browser, hostile):
    check(browser, hostile, "hostile")
    page, _, _ = look(browser, hostile, "light", 1200)
    assert page.title() != "owned"
    assert page.locator("script").count() == 0
    assert page.locator("img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert "<script>" in page.inner_text("h1")
    assert "\u202e" not in page.inner_text("body")


def test_prints(browser):
    page, _, _ = look(browser, reports()[0], "light", 1200)
    pdf = SHOTS / "print.pdf"
    page.pdf(path=pdf, format="A4")
    assert pdf.read_bytes().startswith(b"%PDF") and pdf.stat().st_size > 20_000


def test_what_was_served_bounds_no_flood(browser, demo):
    """A log of answers cannot show what kept them from being given, whatever its arithmetic says."""
    page, _, _ = look(browser, demo / "wikimedia-2019-09-06" / "report.html", "light", 1200)
    said = page.inner_text("body")
    assert "from which no size of a flood that came in can be told" in said
    assert "could have hidden" not in page.inner_text("header")
    assert page.locator("#power").count() == 0
