"""How long a command takes that has little to do, as whole processes: list tests, an empty embedded job, a scan of about 2 MB."""

import argparse
import statistics
import sys

import bench


def main():
    parser = argparse.ArgumentParser(prog="jobs/bench/engines/run start", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11, help="of each, in alternation, after one that does not count (default 11)")
    bench.captures(parser, rows=100_000)
    asked = parser.parse_args(sys.argv[2:])
    directory = bench.generate(asked)
    size = sum(file.stat().st_size for file in directory.glob("0*.parquet")) / 1e6
    empty, environment = bench.launched("floodmark.bench.EmptyJob")
    commands = {
        "`list tests`": ([bench.LAUNCHER, "list", "tests"], None),
        "an empty embedded job (goal 2.3)": (empty, environment),
        f"`scan` of {size:.1f} MB, {asked.rows:,} flows (goal 5)": (
            [bench.LAUNCHER, "scan", f"{directory}/0*.parquet", "--output", str(directory / "result"), "--overwrite",
             "--progress", "none", "--parallelism", str(asked.threads)], None),
    }
    runs = {name: [] for name in commands}
    for number in range(asked.runs + 1):
        for name, (command, its) in commands.items():
            run = bench.Run(command, environment=its)
            if run.ended != "well":
                sys.exit(1)
            if number:
                runs[name].append(run)
    print(f"{asked.runs} runs of each, in alternation\n")
    print("| what | seconds, median (range) | processor seconds | peak memory, GB |\n|---|---|---|---|")
    for name, measured in runs.items():
        print(f"| {name} | {bench.spread([run.seconds for run in measured], 2)} "
              f"| {statistics.median(run.processor for run in measured):.1f} | {max(run.memory for run in measured) / 1e9:.1f} |")


main()
