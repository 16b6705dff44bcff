"""What a run prints for programs is what its result says."""

import json
import pathlib

CASE = pathlib.Path("datasets", "cases", "stopddos-snmp", "case.yaml")


def test_assess_prints_what_the_verdict_says(home, floodmark, tmp_path):
    done = floodmark("assess", home / CASE, "--output", tmp_path / "r", "--format", "json", "--progress", "none")
    said = json.loads(done.stdout)
    verdict = json.loads((tmp_path / "r" / "verdict.json").read_text(encoding="utf-8"))
    assert pathlib.Path(said["directory"]).samefile(tmp_path / "r")
    assert pathlib.Path(said["report"]).is_file()
    for name in ("case", "explanation", "also", "exploratory", "strength"):
        assert said[name] == verdict[name]
    shown = ("id", "asserts", "finding", "why")
    assert said["statements"] == [{name: each[name] for name in shown} for each in verdict["statements"]]
    assert said["telemetry_problems"] == verdict["telemetry"]["problems"]
    for name, value in said["visibility"].items():
        assert value == verdict["visibility"].get(name)


def test_demo_prints_one_object_for_all_its_cases(floodmark, tmp_path):
    done = floodmark(
        "demo", "--output", tmp_path, "--case", "stopddos-snmp", "--case", "stopddos-low-rate", "--format", "json", "--progress", "none")
    said = json.loads(done.stdout)
    assert (said["cases"], said["agree"]) == (2, 2)
    assert [(each["case"], each["agrees"], each["disagreements"]) for each in said["results"]] == [
        ("stopddos-snmp", True, []), ("stopddos-low-rate", True, [])]


def test_scan_prints_its_ranked_anomalies(home, floodmark, tmp_path):
    done = floodmark(
        "scan", home / "datasets" / "stopddos" / "low-rate.parquet", "--output", tmp_path / "r", "--format", "json", "--progress", "none")
    said = json.loads(done.stdout)
    assert said["series"] >= len(said["anomalies"]) > 0
    ranks = [each["rank"] for each in said["anomalies"]]
    assert ranks == sorted(ranks) and ranks[0] == 1
    assert {"destination", "metric", "unit", "peak", "peak_at", "baseline", "q_value"} <= set(said["anomalies"][0])
