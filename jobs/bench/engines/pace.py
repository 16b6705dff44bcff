"""How soon a watch shows what has landed: files of flows come in at a steady rate, and the time from each file's being there to the live
verdict that counts its rows is measured, with heap and state beside it.
"""

import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HOME = pathlib.Path(__file__).resolve().parents[3]
START = "TIMESTAMP '2024-08-12 12:00:00'"


def options():
    parser = argparse.ArgumentParser(prog="jobs/bench/engines/run pace", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=200_000, help="flows a second (default 200,000)")
    parser.add_argument("--every", type=int, default=10, help="seconds between files (default 10)")
    parser.add_argument("--minutes", type=float, default=10, help="how long (default 10)")
    parser.add_argument("--destinations", type=int, default=10_000, help="different ones (default 10,000)")
    parser.add_argument("--lateness", default="PT1M",
                        help="of the watch: senders are kept for so long, so state is flat only after it (default PT1M)")
    parser.add_argument("--heap", default="1200m", help="most heap of the watch (default 1200m)")
    parser.add_argument("--data", type=pathlib.Path, default=HOME / "jobs" / "bench" / "target" / "pace",
                        help="where files are made and land (default jobs/bench/target/pace)")
    return parser.parse_args(sys.argv[2:])


def generate(asked, files):
    """Files whose flows start in order of time, as long as the files are apart; made before anything is measured."""
    import duckdb

    made = asked.data / f"made-{asked.rate}-{asked.every}-{asked.destinations}"
    made.mkdir(parents=True, exist_ok=True)
    c = duckdb.connect()
    c.execute("SET threads = 1; SET enable_progress_bar = false")
    for k in range(files):
        file = made / f"{k:05d}.parquet"
        if file.exists():
            continue
        print(f"making file {k + 1} of {files}", file=sys.stderr)
        c.execute(f"""
            COPY (SELECT {START} + to_microseconds(({k * asked.every}e6 + i * {asked.every}e6 / {asked.rate * asked.every})::BIGINT)
                             AS flow_start, flow_start AS flow_end,
                         ({0x14000000} + (h % 1000000))::UINTEGER AS source_address,
                         ({0x0a000000} + floor(exp(random() * ln({asked.destinations}))) - 1)::UINTEGER AS destination_address,
                         (1024 + h % 60000)::INTEGER AS source_port, 443::INTEGER AS destination_port, 6::INTEGER AS protocol,
                         27::INTEGER AS tcp_flags, (1 + h % 50)::BIGINT AS packets, (60 + h % 60000)::BIGINT AS bytes
                  FROM (SELECT i, (random() * 4e9)::BIGINT AS h FROM range({asked.rate * asked.every}) t(i)))
            TO '{file}.tmp' (FORMAT PARQUET, CODEC ZSTD, ROW_GROUP_SIZE 1000000)""")
        pathlib.Path(f"{file}.tmp").rename(file)
    return made


def case(asked, place):
    seconds = [int(asked.minutes * 60 * part) for part in (0.5, 0.8)]
    trouble = [f"2024-08-12T12:{s // 60:02d}:{s % 60:02d}Z" for s in seconds]
    (place / "case.yaml").write_text(f"""floodmark: 1
case: pace
subject:
  name: Subject
  services:
    web: {{destinations: [10.0.0.0/28]}}
trouble: {{start: {trouble[0]}, end: {trouble[1]}}}
bin: 10s
captures:
  - {{path: "landing", vantage: {{place: edge}}}}
""")


def verdict(live):
    """The live verdict, or nothing while there is none."""
    try:
        return json.loads((live / "verdict.json").read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {"rows": 0, "files": 0, "state_bytes": 0}


def heap(pid):
    """Bytes of heap in use by a Java process."""
    told = subprocess.run(["jstat", "-gc", str(pid)], capture_output=True, text=True)
    lines = told.stdout.split("\n")
    if told.returncode != 0 or len(lines) < 2:
        return None
    value = dict(zip(lines[0].split(), lines[1].split()))
    return sum(float(value[k]) for k in ("S0U", "S1U", "EU", "OU")) * 1024


def main():
    asked = options()
    if asked.minutes > 50:
        sys.exit("--minutes is at most 50: the case's trouble lies within one hour")
    files = round(asked.minutes * 60 / asked.every)
    made = generate(asked, files)
    place = asked.data / "case"
    shutil.rmtree(place, ignore_errors=True)
    (place / "landing").mkdir(parents=True)
    case(asked, place)
    # The jar is built before the clock runs.
    subprocess.run([HOME / "jobs" / "floodmark", "--version"], check=True, stdout=subprocess.DEVNULL)
    jar = HOME / "jobs" / "app" / "target" / "floodmark.jar"
    process = subprocess.Popen(["java", f"-Xmx{asked.heap}", "-XX:+UseParallelGC", f"-Dfloodmark.home={HOME}", "-jar", str(jar), "watch",
                                str(place / "case.yaml"), "--output", str(place / "result"), "--overwrite", "--progress", "none", "--lateness", asked.lateness,
                                "--parallelism", "2"], stdout=subprocess.DEVNULL, stderr=sys.stderr)
    live = place / "result.live"
    while not live.exists():
        if process.poll() is not None:
            sys.exit(f"the watch ended with {process.returncode}")
        time.sleep(0.1)
    time.sleep(5)
    latencies, heaps, states = [], [], []
    landed, waiting = 0, []
    begin = time.monotonic()
    while landed < files or waiting:
        now = time.monotonic() - begin
        if process.poll() is not None:
            sys.exit(f"the watch ended with {process.returncode} after {now:.0f} s")
        if landed < files and now >= landed * asked.every:
            name = f"{landed:05d}.parquet"
            (place / "landing" / name).hardlink_to(made / name)
            landed += 1
            waiting.append((landed * asked.rate * asked.every, time.monotonic()))
        said = verdict(live)
        while waiting and said["rows"] >= waiting[0][0]:
            latencies.append(time.monotonic() - waiting.pop(0)[1])
            states.append(said["state_bytes"])
            heaps.append(heap(process.pid) or 0)
            print(f"file {len(latencies)}: {latencies[-1]:.1f} s, heap {heaps[-1] / 1e6:.0f} MB, state {states[-1] / 1e6:.1f} MB",
                  file=sys.stderr)
        time.sleep(0.05)
    end = time.monotonic()
    (place / "landing" / "_COMPLETE").touch()
    process.wait()
    latencies.sort()
    half = len(heaps) // 2
    print(f"{asked.rate:,} flows a second for {asked.minutes:g} minutes, {files} files, {asked.destinations:,} destinations")
    print(f"from landing to verdict: median {statistics.median(latencies):.1f} s, 95 % within "
          f"{latencies[int(0.95 * (len(latencies) - 1))]:.1f} s, most {latencies[-1]:.1f} s, "
          f"{sum(x < 5 for x in latencies)} of {len(latencies)} below 5 s")
    print(f"heap in use, MB: first half {min(heaps[:half]) / 1e6:.0f} to {max(heaps[:half]) / 1e6:.0f}, "
          f"second half {min(heaps[half:]) / 1e6:.0f} to {max(heaps[half:]) / 1e6:.0f}")
    print(f"state, MB: {states[0] / 1e6:.1f} after the first file, {states[half] / 1e6:.1f} half-way, {states[-1] / 1e6:.1f} at the end")
    print(f"result {time.monotonic() - end:.0f} s after the last verdict, exit code {process.returncode}")


main()
