"""Exports of every result of the demo, and of one whose every name is hostile, against the forms' own specifications."""

import csv
import datetime
import json
import math
import os
import pathlib

import jsonschema
import pymisp
import pytest
import stix2validator

FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Ids are of version 5, so that a result gives the same ones again, which STIX allows for any object (section 2.9); an object of
# traffic stands for many flows, so that it has no pair of ports; what lies under an address on the web is not fetched for a digest.
STIX_EXPECTED_WARNINGS = ("{103}", "{301}", "{302}")
AGREEMENT = {"supported": "agree", "contradicted": "disagree", "undecided": "neutral", "not-visible": "neutral"}
# A flood that began two minutes before the trouble, after quiet days, on a service with a known line.
SIMULATION = """\
floodmark_simulation: 1
seed: 7
title: "SIMULATION: a flood"
trouble: {start: 2025-03-10T15:00:00Z, duration: 20m}
history: {days: 2, hours_a_day: 3}
bin: 60s
comparison: 5
telemetry_fault: none
capacity_bps: 1e9
subject: {services: [web, api], inbound_bps: 4e6, records: 6000}
statements:
  - {id: owner, by: the owner, quote: "a massive attack", asserts: attack, grade: C3}
causes:
  - {kind: attack, mechanism: %s, start: 2025-03-10T14:58:00Z, duration: 22m, size: 10, takes_down: true}
vantage: {place: edge, sees: both, share: 1.0, sampling: 1}
"""
HOSTILE = "=HYPERLINK(\"http://x.example\")<script>alert(1)</script>\u202e\u2028]]>'--"
HOSTILE_CASE = """\
floodmark: 1
case: hostile
title: %(hostile)s
subject:
  name: %(hostile)s
  capacity_bps: {"up/link <b>": {bps: 1000000000}}
  services:
    "=cmd|' /C calc'!A0": {destinations: [10.10.10.10/32], ports: [%(port)s], protocols: [6]}
trouble: {start: 2021-04-28T10:30:21Z, end: 2021-04-28T10:30:45Z}
bin: PT1S
captures:
  - {path: %(capture)s, vantage: {name: "@x", place: server, sees: inbound}}
statements:
  - {id: claim, by: %(hostile)s, quote: %(hostile)s, source: "javascript:alert(1)", asserts: attack, grade: F6}
  - {id: long, by: "-1+1", quote: %(long)s, source: "https://example.org/<script>", asserts: other}
"""


def results() -> list[str]:
    demo = pathlib.Path(os.environ["FLOODMARK_DEMO"])
    return sorted(path.parent.name for path in demo.glob("*/verdict.json"))


def assessed_hostile(home, floodmark, place, port) -> pathlib.Path:
    capture = home / "datasets" / "stopddos" / "syn-flood-spoofed.parquet"
    words = {"hostile": json.dumps(HOSTILE), "long": json.dumps("=x" * 5000), "capture": json.dumps(str(capture)), "port": port}
    (place / "case.yaml").write_text(HOSTILE_CASE % words, encoding="utf-8")
    floodmark("assess", place / "case.yaml", "--output", place / "result", "--progress", "none")
    return place / "result"


@pytest.fixture(scope="session")
def hostile(home, floodmark, tmp_path_factory) -> pathlib.Path:
    """A result of the SYN flood in which every name is an attack on its reader."""
    return assessed_hostile(home, floodmark, tmp_path_factory.mktemp("hostile"), 25565)


@pytest.fixture(scope="session")
def beside(home, floodmark, tmp_path_factory) -> pathlib.Path:
    """The same, but the flood went to a port of the subject's address that is none of its service's."""
    return assessed_hostile(home, floodmark, tmp_path_factory.mktemp("beside"), 80)


def simulated(floodmark, place, mechanism) -> pathlib.Path:
    (place / "spec.yaml").write_text(SIMULATION % mechanism, encoding="utf-8")
    floodmark("simulate", place / "spec.yaml", "--output", place / "incident")
    floodmark("assess", place / "incident" / "case.yaml", "--output", place / "result", "--progress", "none")
    return place / "result"


@pytest.fixture(scope="session")
def reflection(floodmark, tmp_path_factory) -> pathlib.Path:
    """A result of a simulated flood whose packets can be told from others."""
    return simulated(floodmark, tmp_path_factory.mktemp("reflection"), "reflection")


@pytest.fixture(scope="session")
def unlike(floodmark, tmp_path_factory) -> pathlib.Path:
    """A result in which an attack is supported, but none of the kinds that can be told from other traffic."""
    return simulated(floodmark, tmp_path_factory.mktemp("unlike"), "syn-flood-spoofed")


@pytest.fixture(scope="session")
def exported(floodmark, tmp_path_factory):
    """Exports a result into a form, once."""
    done = {}

    def export(result: pathlib.Path, form: str) -> pathlib.Path:
        if (result, form) not in done:
            target = tmp_path_factory.mktemp("export") / form
            floodmark("export", result, "--to", form, "--output", target)
            done[result, form] = target
        return done[result, form]

    return export


MADE_HERE = ("hostile", "beside", "reflection", "unlike")


@pytest.fixture(params=[*results(), *MADE_HERE])
def result(request, demo) -> pathlib.Path:
    """A finished result."""
    return request.getfixturevalue(request.param) if request.param in MADE_HERE else demo / request.param


def verdict(result: pathlib.Path) -> dict:
    return json.loads((result / "verdict.json").read_text(encoding="utf-8"))


def established(result: pathlib.Path) -> bool:
    """True if a flood is supported, and of a kind whose packets can be told from others."""
    with (result / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        told = [row for row in csv.DictReader(lines)
                if row["family"] == "makeup" and row["metric"] == "packet-share" and row["finding"] == "supported"]
    return verdict(result)["attack"]["present"] == "supported" and bool(told)


def read_json(path: pathlib.Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def rows(path: pathlib.Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def seconds(text: str) -> float:
    return datetime.datetime.fromisoformat(text).timestamp()


# STIX


def test_stix_is_valid_and_says_what_the_verdict_says(exported, result):
    file = exported(result, "stix")
    checked = stix2validator.validate_file(str(file), stix2validator.ValidationOptions(version="2.1"))
    assert checked.is_valid, [str(error) for each in checked.object_results for error in each.errors]
    warnings = [str(warning) for each in checked.object_results for warning in each.warnings]
    assert [w for w in warnings if not any(code in w for code in STIX_EXPECTED_WARNINGS)] == []

    objects = read_json(file)["objects"]
    by_id = {each["id"]: each for each in objects}
    assert len(by_id) == len(objects)
    assert {each["type"] for each in objects} <= {
        "identity", "ipv4-addr", "ipv6-addr", "network-traffic", "observed-data", "note", "opinion", "report"}
    refs = [ref for each in objects for ref in [*each.get("object_refs", []), each.get("created_by_ref"), each.get("dst_ref")]]
    assert [ref for ref in refs if ref and ref not in by_id] == []

    opinions = {by_id[each["object_refs"][0]]["abstract"]: each for each in objects if each["type"] == "opinion"}
    statements = verdict(result)["statements"]
    assert {f"Statement {s['id']}": AGREEMENT[s["finding"]] for s in statements} == {
        name: opinion["opinion"] for name, opinion in opinions.items()}
    assert all(s["why"] in opinions[f"Statement {s['id']}"]["explanation"] for s in statements)
    urls = [ref.get("url", "https://") for each in objects for ref in each.get("external_references", [])]
    assert all(url.startswith(("https://", "http://")) for url in urls)


def test_stix_observes_what_the_series_holds(exported, demo):
    result = demo / "stopddos-syn-flood"
    objects = read_json(exported(result, "stix"))["objects"]
    [traffic] = [each for each in objects if each["type"] == "network-traffic"]
    series = rows(exported(result, "csv") / "series.csv")
    assert traffic["src_packets"] == sum(int(row["packets"]) for row in series) == 37841
    assert traffic["src_byte_count"] == sum(int(row["bytes"]) for row in series)
    assert "dst_packets" not in traffic, "the captures hold the inbound direction only"


# MISP


def template(name: str) -> dict:
    return read_json(pathlib.Path(pymisp.__file__).parent / "data" / "misp-objects" / "objects" / name / "definition.json")


def test_misp_event_loads_and_follows_its_templates(exported, result):
    file = exported(result, "misp")
    event = pymisp.MISPEvent()
    event.load_file(str(file))
    assert not event.published
    assert int(event.distribution) == 0
    assert event.attributes == []
    types = pymisp.MISPAttribute().describe_types["category_type_mappings"]
    for each in event.objects:
        definition = template(each.name)
        assert each.template_uuid == definition["uuid"]
        assert int(each.template_version) == int(definition["version"])
        relations = [attribute.object_relation for attribute in each.attributes]
        assert set(relations) & set(definition["requiredOneOf"])
        for attribute in each.attributes:
            declared = definition["attributes"][attribute.object_relation]
            assert attribute.type == declared["misp-attribute"]
            assert attribute.type in types[attribute.category]
            assert attribute.category in declared.get("categories", [attribute.category])
            assert declared.get("multiple") or relations.count(attribute.object_relation) == 1
            assert attribute.value in declared.get("values_list", [attribute.value])
            if attribute.object_relation in ("type", "claim-validity", "capture-origin", "format"):
                assert attribute.value in declared["sane_default"]
            assert not attribute.to_ids
        rebuilt = pymisp.MISPObject(each.name, strict=True)
        for attribute in each.attributes:
            rebuilt.add_attribute(attribute.object_relation, value=attribute.value)
    uuids = [each.uuid for each in event.objects] + [a.uuid for each in event.objects for a in each.attributes]
    assert len(set(uuids)) == len(uuids)
    assert {ref.referenced_uuid for each in event.objects for ref in each.references} <= {each.uuid for each in event.objects}


def test_misp_has_a_ddos_object_only_for_an_established_flood(exported, result):
    event = pymisp.MISPEvent()
    event.load_file(str(exported(result, "misp")))
    said = verdict(result)
    names = [each.name for each in event.objects]
    assert ("ddos" in names) == established(result)
    assert f"floodmark:attack=\"{said['attack']['present']}\"" in {tag.name for tag in event.tags}
    validity = [a.value for each in event.objects if each.name == "ddos-claim" for a in each.attributes
                if a.object_relation == "claim-validity"]
    assert validity == [{"supported": "Valid", "contradicted": "Invalid"}.get(s["finding"], "Unknown")
                        for s in said["statements"] if s["asserts"] == "attack"]


def test_all_sides_are_there(demo, unlike):
    found = {verdict(demo / name)["attack"]["present"] for name in results()}
    assert {"supported", "contradicted", "undecided"} <= found
    assert verdict(unlike)["attack"]["present"] == "supported"
    assert not established(unlike)


# DOTS telemetry


def states_traffic(result: pathlib.Path) -> bool:
    """Flows, or counts of bytes or packets; RFC 9244 has no place for other counts."""
    with (result / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        return any(row["metric"] in ("bps", "pps") for row in csv.DictReader(lines))


def percentile(ascending: list[float], percent: int) -> float:
    return ascending[max(1, math.ceil(len(ascending) * percent / 100)) - 1]


def test_dots_follows_the_module_and_states_no_attack_that_is_not_established(home, floodmark, exported, result, tmp_path):
    if not states_traffic(result):
        refused = floodmark("export", result, "--to", "dots", "--output", tmp_path / "dots", code=2)
        assert "holds nothing that DOTS telemetry can state" in refused.stderr
        return
    place = exported(result, "dots")
    schema = jsonschema.Draft202012Validator(read_json(home / "jobs" / "checks" / "dots-telemetry.schema.json"))
    for file in ("telemetry-setup.json", "telemetry.json"):
        assert [error.message for error in schema.iter_errors(read_json(place / file))] == []
    [entry] = read_json(place / "telemetry.json")["ietf-dots-telemetry:telemetry"]["pre-or-ongoing-mitigation"]
    assert ("total-attack-traffic" in entry) == ("attack-detail" in entry) == established(result)
    for attack in entry.get("total-attack-traffic", []):
        [total] = [each for each in entry["total-traffic"] if each["unit"] == attack["unit"]]
        for leaf in ("low-percentile-g", "mid-percentile-g", "high-percentile-g", "peak-g"):
            assert int(attack[leaf]) <= int(total[leaf])


@pytest.mark.parametrize(("name", "covered"), [("stopddos-syn-flood", True), ("stopddos-snmp", False)])
def test_dots_percentiles_are_those_of_the_series(exported, demo, name, covered):
    result = demo / name
    [entry] = read_json(exported(result, "dots") / "telemetry.json")[
        "ietf-dots-telemetry:telemetry"]["pre-or-ongoing-mitigation"]
    series = rows(exported(result, "csv") / "series.csv")
    bin_seconds = float(series[0]["bin_seconds"])
    rates = {
        "bit-ps": [int(row["bytes"]) * 8 / bin_seconds for row in series],
        "packet-ps": [int(row["packets"]) / bin_seconds for row in series],
    }
    # Where the captures cover the window throughout, bins without traffic are zeros.
    window = next(row for row in rows(exported(result, "csv") / "evidence.csv") if row["test"] == "coverage")
    bins = round((seconds(window["window_end"]) - seconds(window["window_start"])) / bin_seconds)
    empty = bins - len(series) if covered else 0
    for total in entry["total-traffic"]:
        ascending = sorted(rates[total["unit"]] + [0.0] * empty)
        for leaf, percent in (("low", 10), ("mid", 50), ("high", 90)):
            assert int(total[f"{leaf}-percentile-g"]) == math.floor(percentile(ascending, percent) + 0.5)
        assert int(total["peak-g"]) == math.floor(ascending[-1] + 0.5)


@pytest.mark.parametrize(("name", "ports"), [("hostile", [{"lower-port": 25565}]), ("beside", None)])
def test_dots_target_is_no_narrower_than_its_traffic(exported, request, name, ports):
    [entry] = read_json(exported(request.getfixturevalue(name), "dots") / "telemetry.json")[
        "ietf-dots-telemetry:telemetry"]["pre-or-ongoing-mitigation"]
    assert entry["target"].get("target-port-range") == ports
    assert [each["peak-g"] for each in entry["total-attack-traffic"] if each["unit"] == "packet-ps"] == ["22322"]


def test_dots_states_what_really_happened(exported, reflection):
    truth = read_json(reflection.parent / "incident" / "truth.json")
    [entry] = read_json(exported(reflection, "dots") / "telemetry.json")["ietf-dots-telemetry:telemetry"]["pre-or-ongoing-mitigation"]
    [detail] = entry["attack-detail"]
    assert detail["attack-id"] == 2
    assert abs(int(detail["start-time"]) - seconds(truth["flood_start"])) <= 60
    assert abs(int(detail["end-time"]) - seconds(truth["flood_end"])) <= 60
    median = {each["unit"]: int(each["mid-percentile-g"]) for each in entry["total-attack-traffic"]}
    assert median["bit-ps"] == pytest.approx(truth["flood_bps"], rel=0.1)
    assert median["packet-ps"] == pytest.approx(truth["flood_pps"], rel=0.1)
    assert [(each["unit"], each["protocol"]) for each in entry["total-attack-traffic-protocol"]] == [("bit-ps", 17), ("packet-ps", 17)]
    setup = read_json(exported(reflection, "dots") / "telemetry-setup.json")["ietf-dots-telemetry:telemetry-setup"]["telemetry"]
    assert [list(each) for each in setup] == [["current-config"], ["total-pipe-capacity"], ["baseline"]]
    assert setup[1]["total-pipe-capacity"] == [{"link-id": "subject", "capacity": "1000000000", "unit": "bit-ps"}]
    usual = {each["unit"]: int(each["peak-g"]) for each in setup[2]["baseline"][0]["total-traffic-normal"]}
    assert usual["bit-ps"] < median["bit-ps"]


def test_dots_numbers_attacks_under_the_given_enterprise(floodmark, demo, tmp_path):
    floodmark("export", demo / "stopddos-snmp", "--to", "dots", "--output", tmp_path / "d", "--vendor-id", "4711")
    [entry] = read_json(tmp_path / "d" / "telemetry.json")["ietf-dots-telemetry:telemetry"]["pre-or-ongoing-mitigation"]
    assert [(detail["vendor-id"], detail["attack-id"]) for detail in entry["attack-detail"]] == [(4711, 2)]


# CSV


def test_csv_is_what_the_result_holds_and_no_formula(exported, result):
    place = exported(result, "csv")
    assert {file.name for file in place.iterdir()} == {"evidence.csv", "destinations.csv", "series.csv", "ledger.csv"}
    for file in place.iterdir():
        raw = file.read_bytes()
        with file.open(encoding="utf-8", newline="") as lines:
            records = list(csv.reader(lines, strict=True))
        assert {len(record) for record in records} == {len(records[0])}
        # A line end inside a quoted field is data; each record ends with CRLF.
        assert raw.endswith(b"\r\n")
        assert raw.count(b"\r\n") >= len(records)
        for record in records:
            assert [field for field in record if field.startswith(FORMULA) and not number(field)] == []
    # The result's own table is for programs and holds the texts as they are.
    with (result / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        plain = list(csv.reader(lines, strict=True))
    with (place / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        assert [["'" + field if field.startswith(FORMULA) and not number(field) else field for field in record]
                for record in plain] == list(csv.reader(lines, strict=True))


def number(field: str) -> bool:
    try:
        float(field)
    except ValueError:
        return False
    return True


def test_csv_defuses_hostile_names(exported, hostile):
    ledger = rows(exported(hostile, "csv") / "ledger.csv")
    series = rows(exported(hostile, "csv") / "series.csv")
    assert {row["service"] for row in series} == {"'=cmd|' /C calc'!A0"}
    assert any("alert(1)" in (row["note"] or "") for row in ledger)


# All of them


@pytest.mark.parametrize("form", ["stix", "misp"])
def test_standard_output_means_the_file_and_both_are_the_same_again(floodmark, exported, hostile, form, tmp_path):
    first = exported(hostile, form)
    second = tmp_path / "again"
    floodmark("export", hostile, "--to", form, "--output", second)
    assert first.read_bytes() == second.read_bytes()
    printed = floodmark("export", hostile, "--to", form).stdout
    assert json.loads(printed) == read_json(first)
    # What turns the writing direction or hides could take over a terminal.
    assert not set("\u202e\u2028\x1b") & set(printed)


def test_an_unfinished_result_is_refused(floodmark, demo, tmp_path):
    unfinished = tmp_path / "unfinished"
    unfinished.mkdir()
    for file in (demo / "stopddos-snmp").iterdir():
        if file.name != "manifest.json":
            (unfinished / file.name).write_bytes(file.read_bytes())
    for form in ("dots", "stix", "misp", "csv"):
        refused = floodmark("export", unfinished, "--to", form, "--output", tmp_path / "out", code=2)
        assert "is no finished result: found no manifest.json" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_a_result_stays_as_it_is(floodmark, demo):
    result = demo / "stopddos-snmp"
    before = {file.name for file in result.iterdir()}
    refused = floodmark("export", result, "--to", "stix", "--output", result / "x.json", code=2)
    assert "lies in the result itself" in refused.stderr
    assert {file.name for file in result.iterdir()} == before


def test_a_scan_has_tables_but_no_findings(home, floodmark, exported, tmp_path):
    scan = tmp_path / "scan"
    floodmark("scan", home / "datasets" / "stopddos" / "low-rate.parquet", "--output", scan, "--progress", "none")
    assert {file.name for file in exported(scan, "csv").iterdir()} == {
        "destinations.csv", "series.csv", "ledger.csv"}
    assert "has no findings to export" in floodmark("export", scan, "--to", "misp", code=2).stderr
