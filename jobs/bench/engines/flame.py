"""Where a scan's time goes, by samples of Java's flight recorder: a table, and a flame graph in one HTML file."""

import argparse
import os
import subprocess
import sys

import bench

# As native code it counts as work, and hides what is.
WAITING = r"sun.nio.ch.(Net.(accept|poll)|EPoll.wait|KQueue.poll|SocketDispatcher.read0)"


def main():
    parser = argparse.ArgumentParser(prog="jobs/bench/engines/run flame", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    bench.captures(parser)
    parser.add_argument("--every", type=int, default=5, metavar="MS", help="milliseconds between samples (default 5)")
    asked = parser.parse_args(sys.argv[2:])
    directory = bench.generate(asked)
    bench.build("jobs/bench")
    subprocess.run([bench.LAUNCHER, "--version"], check=True, stdout=subprocess.DEVNULL)
    place = bench.TARGET / "flame"
    place.mkdir(parents=True, exist_ok=True)
    recording, graph = place / f"{directory.name}.jfr", place / f"{directory.name}.html"
    recorder = (f"-XX:StartFlightRecording:settings=profile,filename={recording},jdk.ExecutionSample#period={asked.every}ms,"
                f"jdk.NativeMethodSample#period={asked.every}ms,jdk.CompilerStatistics#period=1s")
    # Without the second option samples move to the next point at which the code could have stopped.
    java_options = " ".join([os.environ.get("FLOODMARK_JAVA_OPTS", ""), recorder,
                             "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints"])
    run = bench.Run([bench.LAUNCHER, "scan", f"{directory}/0*.parquet", "--output", str(directory / "result"), "--overwrite",
                     "--progress", "none", "--parallelism", str(asked.threads)],
                    environment={**os.environ, "FLOODMARK_JAVA_OPTS": java_options})
    if run.ended != "well":
        sys.exit(1)
    print(f"scan of {asked.rows:,} rows, {asked.threads} threads, with the recorder on: {run.seconds:.1f} s, "
          f"{run.processor:.1f} processor seconds\n", flush=True)
    jar = str(bench.TARGET / "benchmarks.jar")
    subprocess.run([bench.java(), "-cp", jar, "floodmark.bench.WhereTime", str(recording)], check=True)
    subprocess.run([bench.java(), "-cp", jar, "one.convert.Main", "--threads", "--dot", "--norm", "--exclude", WAITING,
                    "--title", f"scan of {asked.rows:,} rows", str(recording), str(graph)], check=True)
    print(f"flame graph: {graph}")


main()
