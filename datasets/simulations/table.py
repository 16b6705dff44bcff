"""Writes the table of a family of simulated scenarios: what each vantage made of each of them."""

import json
import re
import sys
from pathlib import Path


def names(path):
    return re.findall(r"^([a-z0-9-]+):", path.read_text(), re.MULTILINE)


def main(family, results):
    scenarios = names(family / "causes.yaml")
    vantages = names(family / "vantages.yaml")
    head = [line[2:] for line in (family / "base.yaml").read_text().splitlines() if line.startswith("# ")]
    print(f"# {family.name}: simulated scenarios\n")
    print("\n".join(head[:2]))
    print("\nWritten by `datasets/simulations/run`. Each cell: the explanation found; then log10 of the attack's likelihood ratio (95 % interval), and the finding")
    print("about each statement. The truth is the row's name; `truth.json` beside each simulated capture has it in full.\n")
    verdicts = {}
    for scenario in scenarios:
        for vantage in vantages:
            file = results / f"{scenario}-{vantage}" / "result" / "verdict.json"
            verdicts[scenario, vantage] = json.loads(file.read_text())
    print("| what happened | " + " | ".join(vantages) + " |")
    print("|---|" + "---|" * len(vantages))
    for scenario in scenarios:
        cells = []
        for vantage in vantages:
            v = verdicts[scenario, vantage]
            lr = v["log10_lr_attack"]
            ratio = "no ratio" if lr["value"] is None else f"{lr['value']:.2f} ({lr['low']:.2f} to {lr['high']:.2f})"
            also = "".join(f" + {a}" for a in v["also"])
            cells.append(f"**{v['explanation']}**{also}; {ratio}")
        print(f"| {scenario} | " + " | ".join(cells) + " |")
    print("\n## Findings by statement\n")
    ids = [s["id"] for s in next(iter(verdicts.values()))["statements"]]
    for vantage in vantages:
        print(f"\n**Seen from {vantage}**\n")
        print("| statement | " + " | ".join(scenarios) + " |")
        print("|---|" + "---|" * len(scenarios))
        for number, name in enumerate(ids):
            row = [verdicts[s, vantage]["statements"][number] for s in scenarios]
            print(f"| {name} ({row[0]['asserts']}) | " + " | ".join(r["finding"] for r in row) + " |")
    print("\n## What each vantage could have told apart\n")
    print("Two scenarios count as told apart where their explanations differ and neither is undetermined.\n")
    print("| vantage | told apart | not told apart |")
    print("|---|---|---|")
    for vantage in vantages:
        apart, same = [], []
        for i, a in enumerate(scenarios):
            for b in scenarios[i + 1 :]:
                found = {verdicts[a, vantage]["explanation"], verdicts[b, vantage]["explanation"]}
                (apart if len(found) == 2 and "undetermined" not in found else same).append(f"{a} / {b}")
        print(f"| {vantage} | {len(apart)} of {len(apart) + len(same)}: {'; '.join(apart) or '-'} | {'; '.join(same) or '-'} |")


main(Path(sys.argv[1]), Path(sys.argv[2]))
