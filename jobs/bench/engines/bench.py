"""Floodmark's scan beside one statement in DuckDB, Polars, Spark and Flink SQL: whole processes, in pairs, over the same generated capture.

What each does: per destination and minute the sums of bytes, packets and flows and the number of senders (theirs by a sketch, but for
Flink SQL's, whose sketch takes longer than counting; ours exact for what is shown). Ours also tests every destination and corrects for
all of them. Their results are consumed whole, by sums over every column, since they leave out what nobody reads, and must be the same.
Each run is a process of its own, in alternation, so that what else the machine does falls on all. Only the ratios of pairs are worth
keeping.
"""

import argparse
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import threading
import time

HOME = pathlib.Path(__file__).resolve().parents[3]
LAUNCHER = str(HOME / "jobs" / "floodmark")
TARGET = HOME / "jobs" / "bench" / "target"
START = "TIMESTAMP '2024-08-12 00:00:00'"
# Popularity of destinations and senders: heavier than 1, as of web requests and of flow records.
ZIPF = 1.05
# Senders of a cell are counted exactly by ours up to so many (SenderSet.LIMIT).
EXACT = 65_536

# Each prints, separated by spaces: cells, bytes, packets, flows, senders.
DUCKDB = """
import duckdb, sys
c = duckdb.connect()
c.execute("SET threads = {threads}; SET enable_progress_bar = false")
distinct = "approx_count_distinct(source_address)" if {senders} else "0"
print(*c.execute(f'''SELECT count(*), sum(b), sum(p), sum(f), sum(s) FROM (
    SELECT destination_address, flow_start // 60000000 AS bin, sum(bytes) AS b, sum(packets) AS p, count(*) AS f, {{distinct}} AS s
    FROM (SELECT destination_address, epoch_us(flow_start) AS flow_start, bytes, packets, source_address FROM read_parquet({files}))
    GROUP BY ALL)''').fetchone())
"""

POLARS = """
import os
os.environ["POLARS_MAX_THREADS"] = "{threads}"
import polars as pl
q = (pl.scan_parquet({files})
     .group_by("destination_address", pl.col("flow_start").dt.truncate("1m").alias("bin"))
     .agg(pl.col("bytes").sum(), pl.col("packets").sum(), pl.len().alias("flows"),
          pl.col("source_address").approx_n_unique().alias("senders") if {senders} else pl.lit(0).alias("senders"))
     .select(pl.len().alias("cells"), pl.col("bytes").sum(), pl.col("packets").sum(), pl.col("flows").sum(), pl.col("senders").sum()))
print(*q.collect(engine="streaming").row(0))
"""

# Its JVM is waited for, so that its processor time and memory count.
SPARK = """
import os
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
from pyspark.sql import SparkSession, functions as F
spark = (SparkSession.builder.master("local[{threads}]").config("spark.ui.enabled", "false").config("spark.driver.memory", "6g")
         .config("spark.sql.shuffle.partitions", "{threads}").config("spark.log.level", "ERROR")
         .config("spark.ui.showConsoleProgress", "false").getOrCreate())
q = (spark.read.parquet({files})
     .groupBy("destination_address", F.floor(F.unix_micros("flow_start") / 60000000).alias("bin"))
     .agg(F.sum("bytes").alias("b"), F.sum("packets").alias("p"), F.count("*").alias("f"),
          (F.approx_count_distinct("source_address") if {senders} else F.max(F.lit(0))).alias("s"))
     .agg(F.count("*"), F.sum("b"), F.sum("p"), F.sum("f"), F.sum("s")))
print(*q.collect()[0])
jvm = spark.sparkContext._gateway.proc
spark.stop()
jvm.stdin.close()
jvm.wait()
"""
TEXTS = {"duckdb": DUCKDB, "polars": POLARS, "spark": SPARK}
PEERS = [*TEXTS, "flink-sql"]


def captures(parser, rows=50_000_000, files=1, shapes=("zipf", "shuffled", "carpet", "wide")):
    """What a generated capture is like: options that several commands have."""
    parser.add_argument("--rows", type=int, default=rows, help=f"of the capture (default {rows:,})")
    parser.add_argument("--shape", choices=shapes, default="zipf",
                        help="zipf: sorted by time; shuffled: in no order; carpet: a million destinations under a carpet attack; "
                             "wide: ten million, and flows of 20 minutes each, so that 50 million rows are about 10^9 cells")
    parser.add_argument("--addresses", choices=["text", "number"], default="text",
                        help="how addresses are written: dotted decimals, or 32-bit numbers (default text)")
    parser.add_argument("--files", type=int, default=files, help=f"files that the rows are spread over (default {files})")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="threads or slots (default: all processors)")
    parser.add_argument("--data", type=pathlib.Path, default=TARGET / "engines",
                        help="where captures lie; they are made once (default jobs/bench/target/engines)")


def options():
    parser = argparse.ArgumentParser(prog="jobs/bench/engines/run", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    captures(parser)
    parser.add_argument("--pairs", type=int, default=3, help="runs of each, in alternation, after one that does not count (default 3)")
    parser.add_argument("--peers", default="duckdb,polars",
                        help=f"of {', '.join(PEERS)}, by commas; all; empty: none (default duckdb,polars)")
    parser.add_argument("--limit", type=float, default=600, metavar="SECONDS",
                        help="a peer that takes longer is ended and not run again (default 600)")
    parser.add_argument("--without-senders", action="store_true", help="their statement counts no senders")
    parser.add_argument("--command", default="scan", choices=["scan", "assess"],
                        help="ours: scan, or assess of a case with four services (default scan)")
    parser.add_argument("--agree", action="store_true", help="compare every destination's peaks and their senders with DuckDB's, to the unit, and end")
    asked = parser.parse_args()
    asked.peers = PEERS if asked.peers == "all" else [name for name in asked.peers.split(",") if name]
    if asked.shape == "wide" and (asked.agree or asked.peers):
        parser.error("--shape wide: other engines do not spread flows over the minutes that they last; add --peers ''")
    if unknown := set(asked.peers) - set(PEERS):
        parser.error(f"--peers: {', '.join(unknown)} is none of {', '.join(PEERS)}")
    return asked


def dotted(column):
    """A number of 32 bits as the text of an IPv4 address."""
    return " || '.' || ".join(f"(({column} >> {shift}) & 255)" for shift in (24, 16, 8, 0))


def address(asked, column):
    """An address of 32 bits as text, or as the number that it is."""
    if asked.addresses == "number":
        return f"{column}::UINTEGER"
    return dotted(column)


def generate(asked):
    """Captures with the same seed are the same rows; one day of flows in the columns of the contract."""
    import duckdb

    directory = asked.data / f"{asked.shape}-{asked.addresses}-{asked.rows}-{asked.files}"
    if (directory / "done").exists():
        return directory
    directory.mkdir(parents=True, exist_ok=True)
    print(f"making {asked.rows:,} rows in {directory}", file=sys.stderr)
    c = duckdb.connect()
    c.execute("SET threads = 1; SELECT setseed(0.5)")
    destinations = {"carpet": 1_000_000, "wide": 10_000_000}.get(asked.shape, 100_000)
    wide = asked.shape == "wide"
    popular = f"floor(pow(1 + u * {pow(destinations, 1 - ZIPF) - 1}, {1 / (1 - ZIPF)}))::BIGINT - 1"
    each = asked.rows // asked.files
    for file in range(asked.files):
        # Ranks of a Zipf distribution with exponent s are (1 + u (N^(1-s) - 1))^(1/(1-s)), the inverse of its continuous form. Of the
        # rows 4 % are a flood of SYN packets within ten minutes; in a sorted capture they lie where their time is.
        place = "random()" if asked.shape == "shuffled" else f"(i + {file * each}) / {asked.rows}.0"
        during = 0.04 + 0.96 / 144
        c.execute(f"""
            COPY (
              SELECT {START} + to_microseconds((86400e6 * moment + 60e6 * jitter)::BIGINT) AS flow_start,
                     flow_start + to_seconds({1190 if wide else 0}) AS flow_end,
                     {address(asked, 'source')} AS source_address, {address(asked, 'destination')} AS destination_address,
                     (1024 + h % 60000)::INTEGER AS source_port, (CASE WHEN d % 3 = 0 THEN 53 ELSE 443 END)::INTEGER AS destination_port,
                     (CASE WHEN flood OR d % 3 <> 0 THEN 6 ELSE 17 END)::INTEGER AS protocol,
                     (CASE WHEN flood THEN 2 WHEN d % 3 <> 0 THEN 27 ELSE 0 END)::INTEGER AS tcp_flags,
                     (1 + h % 50)::BIGINT AS packets, (CASE WHEN flood THEN 40 ELSE 60 + h % 60000 END)::BIGINT AS bytes
              FROM (SELECT *, {0x0a000000} + CASE WHEN flood AND '{asked.shape}' <> 'carpet' THEN 0 ELSE d END AS destination,
                           CASE WHEN flood THEN {0x0b000000} + h % 200 * 65536 + h // 200 % 200 * 256 + h // 40000 % 13
                                ELSE {0x14000000} + s END AS source
                    FROM (SELECT jitter, h,
                                 CASE WHEN f < 0.48 THEN f / 0.96
                                      WHEN f < 0.48 + {during} THEN 0.5 + (f - 0.48) / {during} / 144
                                      ELSE 0.5 + 1 / 144.0 + (f - 0.48 - {during}) / 0.96 END AS moment,
                                 f BETWEEN 0.48 AND 0.48 + {during} AND chance < 0.04 / {during} AS flood,
                                 {f"floor(u * {destinations})::BIGINT" if wide else popular} AS d,
                                 floor(pow(1 + v * {pow(1e6, 1 - ZIPF) - 1}, {1 / (1 - ZIPF)}))::BIGINT - 1 AS s
                          FROM (SELECT {place} AS f, random() AS jitter, random() AS chance, random() AS u, random() AS v,
                                       (random() * 4e9)::BIGINT AS h
                                FROM range({each}) t(i))))
            ) TO '{directory}/{file:05d}.parquet' (FORMAT PARQUET, CODEC ZSTD, ROW_GROUP_SIZE 1000000)""")
    (directory / "done").touch()
    return directory


class Run:
    """A whole process and those that it started: how it ended, seconds, peak memory in bytes, processor seconds, what it printed."""

    def __init__(self, command, limit=None, environment=None):
        begin = time.monotonic()
        # A session of its own, for what it starts has to end with it.
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment,
                                   start_new_session=True)
        late = threading.Event()

        def end():
            late.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, end) if limit else None
        try:
            if timer:
                timer.start()
            self.printed = process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            if timer:
                timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.monotonic() - begin
        self.memory = used.ru_maxrss * 1024
        self.processor = used.ru_utime + used.ru_stime
        self.ended = "late" if late.is_set() else "failed" if process.returncode else "well"
        if self.ended == "failed":
            print(f"{command} ended with {process.returncode}:\n{self.printed}", file=sys.stderr)

    def numbers(self):
        """Sums that all must agree on; the number of senders, which comes last, may be an estimate."""
        return self.printed.strip().split("\n")[-1].split()[:-1]


def java():
    """The Java that the launcher takes."""
    return str(pathlib.Path(os.environ["JAVA_HOME"], "bin", "java")) if os.environ.get("JAVA_HOME") else "java"


def build(module):
    subprocess.run(["mvn", "-B", "-ntp", "-q", "-f", HOME / "pom.xml", "-Pbench", "-Dfloodmark.quick", "-pl", module, "-am", "package"],
                   check=True, stdout=sys.stderr)


def launched(main, *arguments):
    """The command of a class of jobs/bench by the launcher, with its options for Java and its archive of classes, and its environment.

    What comes before the launcher's own -jar wins, and that becomes arguments which the class passes over.
    """
    build("jobs/bench")
    # Builds the jar if it is missing, before anything is timed.
    subprocess.run([LAUNCHER, "--version"], check=True, stdout=subprocess.DEVNULL)
    jars = f"{HOME / 'jobs/app/target/floodmark.jar'}:{TARGET / 'benchmarks.jar'}"
    java_options = " ".join([os.environ.get("FLOODMARK_JAVA_OPTS", ""), "-cp", jars, main, *arguments])
    return [LAUNCHER, "scan"], {**os.environ, "FLOODMARK_JAVA_OPTS": java_options}


def peer(asked, name, directory):
    """The command of another engine."""
    if name == "flink-sql":
        build("jobs/bench/sql")
        target = HOME / "jobs/bench/sql/target"
        return [java(), "-Xmx2g", "-XX:+UseParallelGC", "-cp", f"{target}/classes:{target}/lib/*", "floodmark.bench.sql.FlinkSql",
                str(directory), str(asked.threads), asked.addresses, str(not asked.without_senders).lower()]
    return [sys.executable, "-c", TEXTS[name].format(
        files=repr(f"{directory}/0*.parquet"), threads=asked.threads, senders=not asked.without_senders)]


def case(directory):
    """A case about four services of the capture, with an hour of trouble around the flood."""
    (directory / "case.yaml").write_text("""floodmark: 1
case: bench
subject:
  name: Subject
  services:
    one: {destinations: [10.0.0.0]}
    two: {destinations: [10.0.0.1]}
    three: {destinations: [10.0.0.2]}
    four: {destinations: [10.0.0.3]}
trouble: {start: 2024-08-12T12:00:00Z, end: 2024-08-12T13:00:00Z}
captures:
  - {path: "0*.parquet", vantage: {place: edge}}
""")
    return directory / "case.yaml"


def agree(asked, directory, output):
    """Every destination's largest minute of bytes, packets and flows, and the senders in it, against DuckDB's."""
    import duckdb

    c = duckdb.connect()
    c.execute(f"SET threads = {asked.threads}; SET enable_progress_bar = false")
    text = dotted("destination_address") if asked.addresses == "number" else "destination_address"
    flows = f"""SELECT {text} AS destination, epoch_us(flow_start) // 60000000 AS bin, bytes, packets, source_address AS source
                FROM read_parquet('{directory}/0*.parquet')"""
    c.execute(f"""CREATE TABLE cells AS
        SELECT destination, bin, sum(bytes) AS bps, sum(packets) AS pps, count(*) AS flows FROM ({flows}) GROUP BY ALL""")
    differing = 0
    print("| metric | destinations | largest minutes that differ | senders counted exactly | of these differ | estimated, largest error |\n"
          "|---|---|---|---|---|---|")
    for metric, unit in {"bps": 60 / 8, "pps": 60, "flows": 60}.items():
        # Of minutes with equal sums ours names the first; senders are those of the minute that ours names.
        row = c.execute(f"""
            WITH o AS (SELECT destination, round(peak * {unit}) AS peak, epoch_us(peak_at) // 60000000 AS bin, senders
                       FROM read_parquet('{output}/destinations.parquet') WHERE metric = '{metric}'),
                 t AS (SELECT destination, max({metric}) AS peak FROM cells GROUP BY ALL),
                 first AS (SELECT destination, min(bin) AS bin FROM cells JOIN t USING (destination) WHERE {metric} = peak GROUP BY ALL),
                 s AS (SELECT destination, bin, count(DISTINCT source) AS senders
                       FROM ({flows}) SEMI JOIN o USING (destination, bin) GROUP BY ALL)
            SELECT count(*),
                   count(*) FILTER (o.peak IS DISTINCT FROM t.peak OR o.bin IS DISTINCT FROM first.bin),
                   count(*) FILTER (s.senders <= {EXACT}),
                   count(*) FILTER (s.senders IS NULL OR s.senders <= {EXACT} AND o.senders IS DISTINCT FROM s.senders),
                   max(abs(o.senders / s.senders - 1)) FILTER (s.senders > {EXACT})
            FROM t FULL JOIN o USING (destination) LEFT JOIN first USING (destination)
                   LEFT JOIN s ON s.destination = o.destination AND s.bin = o.bin""").fetchone()
        differing += row[1] + row[3]
        print(f"| {metric} | {row[0]:,} | {row[1]:,} | {row[2]:,} | {row[3]:,} | {'none' if row[4] is None else f'{100 * row[4]:.2f} %'} |")
    print(f"\n{asked.rows:,} rows, {asked.shape}, {asked.files} files: {differing} differences")
    sys.exit(1 if differing else 0)


def spread(values, digits):
    """Median and range, as the table has them."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def line(asked, name, runs, ours):
    """A line of the table; ratios are those of a run and the one of ours in the same round."""
    if runs[-1].ended != "well":
        if runs[-1].ended == "failed":
            return f"| {name} | failed | | | |"
        return f"| {name} | > {asked.limit:g} | | | < {ours[len(runs) - 1].seconds / asked.limit:.2f} |"
    ratios = "" if runs is ours else spread([o.seconds / t.seconds for o, t in zip(ours, runs)], 2)
    return (f"| {name} | {spread([r.seconds for r in runs], 1)} | {statistics.median(r.processor for r in runs):.1f} "
            f"| {max(r.memory for r in runs) / 1e9:.1f} | {ratios} |")


def main():
    asked = options()
    directory = generate(asked)
    output = directory / "result"
    ours = [LAUNCHER, asked.command,
            str(case(directory)) if asked.command == "assess" else f"{directory}/0*.parquet",
            "--output", str(output), "--overwrite", "--progress", "none", "--parallelism", str(asked.threads)]
    commands = {"floodmark": ours, **({} if asked.agree else {name: peer(asked, name, directory) for name in asked.peers})}
    if Run(ours).ended != "well":
        sys.exit(1)
    if asked.agree:
        agree(asked, directory, output)
    runs = {name: [] for name in commands}
    numbers = {}
    for pair in range(asked.pairs):
        for name, command in commands.items():
            if runs[name] and runs[name][-1].ended != "well":
                continue
            run = Run(command, None if name == "floodmark" else asked.limit)
            runs[name].append(run)
            print(f"{pair + 1}/{asked.pairs} {name}: {run.seconds:.1f} s{'' if run.ended == 'well' else f', {run.ended}'}", file=sys.stderr)
            if name == "floodmark" and run.ended != "well":
                sys.exit(1)
            if name != "floodmark" and run.ended == "well":
                numbers[name] = run.numbers()
    print(f"{asked.command}, {asked.rows:,} rows, {asked.shape}, {asked.files} files, {asked.threads} threads, {asked.pairs} pairs\n")
    print("| engine | seconds, median (range) | processor seconds | peak memory, GB | ours / theirs, median (range) |\n|---|---|---|---|---|")
    for name, measured in runs.items():
        print(line(asked, name, measured, runs["floodmark"]))
    if len(set(map(tuple, numbers.values()))) > 1:
        sys.exit(f"peers do not agree on cells, bytes, packets and flows: {numbers}")


if __name__ == "__main__":
    main()
