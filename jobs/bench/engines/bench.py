"""Floodmark's scan beside one statement in DuckDB, in Polars and in Spark: whole processes, in pairs, over the same generated capture.

What each does: per destination and minute the sums of bytes, packets and flows and the number of senders (theirs by a sketch, ours
exact for what is shown). Ours also tests every destination and corrects for all of them. Their results are consumed whole, by sums
over every column, since they leave out what nobody reads. Each run is a process of its own, in alternation, so that what else the
machine does falls on both. Only the ratios of pairs are worth keeping.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

HOME = pathlib.Path(__file__).resolve().parents[3]
START = "TIMESTAMP '2024-08-12 00:00:00'"
# Popularity of destinations and senders: heavier than 1, as of web requests and of flow records.
ZIPF = 1.05

DUCKDB = """
import duckdb, sys
c = duckdb.connect()
c.execute("SET threads = {threads}; SET enable_progress_bar = false")
distinct = "approx_count_distinct(source_address)" if {senders} else "0"
print(c.execute(f'''SELECT count(*), sum(b), sum(p), sum(f), sum(s) FROM (
    SELECT destination_address, flow_start // 60000000 AS bin, sum(bytes) AS b, sum(packets) AS p, count(*) AS f, {{distinct}} AS s
    FROM (SELECT destination_address, epoch_us(flow_start) AS flow_start, bytes, packets, source_address FROM read_parquet({files}))
    GROUP BY ALL)''').fetchall())
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
print(q.collect(engine="streaming").rows())
"""

SPARK = """
from pyspark.sql import SparkSession, functions as F
spark = (SparkSession.builder.master("local[{threads}]").config("spark.ui.enabled", "false").config("spark.driver.memory", "6g")
         .config("spark.sql.shuffle.partitions", "{threads}").config("spark.log.level", "ERROR").getOrCreate())
q = (spark.read.parquet({files})
     .groupBy("destination_address", F.floor(F.unix_micros("flow_start") / 60000000).alias("bin"))
     .agg(F.sum("bytes").alias("b"), F.sum("packets").alias("p"), F.count("*").alias("f"),
          (F.approx_count_distinct("source_address") if {senders} else F.max(F.lit(0))).alias("s"))
     .agg(F.count("*"), F.sum("b"), F.sum("p"), F.sum("f"), F.sum("s")))
print(q.collect())
"""


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=50_000_000, help="of the capture (default 50 million)")
    parser.add_argument("--shape", choices=["zipf", "shuffled", "carpet"], default="zipf",
                        help="sorted by time; in no order; a million destinations under a carpet attack")
    parser.add_argument("--addresses", choices=["text", "number"], default="text",
                        help="how addresses are written: dotted decimals, or 32-bit numbers (default text)")
    parser.add_argument("--files", type=int, default=1, help="files that the rows are spread over (default 1)")
    parser.add_argument("--pairs", type=int, default=3, help="runs of each, in alternation, after one that does not count (default 3)")
    parser.add_argument("--peers", default="duckdb,polars", help="of duckdb, polars and spark, by commas; empty: none (default duckdb,polars)")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="threads or slots of each (default: all processors)")
    parser.add_argument("--without-senders", action="store_true", help="their statement counts no senders")
    parser.add_argument("--command", default="scan", choices=["scan", "assess"],
                        help="ours: scan, or assess of a case with four services (default scan)")
    parser.add_argument("--data", type=pathlib.Path, default=HOME / "jobs" / "bench" / "target" / "engines",
                        help="where captures lie; they are made once (default jobs/bench/target/engines)")
    parser.add_argument("--agree", action="store_true", help="compare every destination's peak with DuckDB's, to the unit, and end")
    return parser.parse_args()


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
    destinations = 1_000_000 if asked.shape == "carpet" else 100_000
    each = asked.rows // asked.files
    for file in range(asked.files):
        # Ranks of a Zipf distribution with exponent s are (1 + u (N^(1-s) - 1))^(1/(1-s)), the inverse of its continuous form. Of the
        # rows 4 % are a flood of SYN packets within ten minutes; in a sorted capture they lie where their time is.
        place = "random()" if asked.shape == "shuffled" else f"(i + {file * each}) / {asked.rows}.0"
        during = 0.04 + 0.96 / 144
        c.execute(f"""
            COPY (
              SELECT {START} + to_microseconds((86400e6 * moment + 60e6 * jitter)::BIGINT) AS flow_start, flow_start AS flow_end,
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
                                 floor(pow(1 + u * {pow(destinations, 1 - ZIPF) - 1}, {1 / (1 - ZIPF)}))::BIGINT - 1 AS d,
                                 floor(pow(1 + v * {pow(1e6, 1 - ZIPF) - 1}, {1 / (1 - ZIPF)}))::BIGINT - 1 AS s
                          FROM (SELECT {place} AS f, random() AS jitter, random() AS chance, random() AS u, random() AS v,
                                       (random() * 4e9)::BIGINT AS h
                                FROM range({each}) t(i))))
            ) TO '{directory}/{file:05d}.parquet' (FORMAT PARQUET, CODEC ZSTD, ROW_GROUP_SIZE 1000000)""")
    (directory / "done").touch()
    return directory


def timed(command):
    """Seconds and peak memory (bytes) of a process and those that it starts."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} ended with {process.returncode}:\n{printed}")
    return time.monotonic() - begin, used.ru_maxrss * 1024, used.ru_utime + used.ru_stime, printed


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
    """Every destination's bytes in its largest minute against DuckDB's."""
    import duckdb

    c = duckdb.connect()
    text = dotted("destination_address") if asked.addresses == "number" else "destination_address"
    differing = c.execute(f"""
        WITH theirs AS (SELECT destination, max(b) AS peak FROM (
            SELECT {text} AS destination, epoch_us(flow_start) // 60000000 AS bin, sum(bytes) AS b
            FROM read_parquet('{directory}/*.parquet') GROUP BY ALL) GROUP BY ALL)
        SELECT count(*) FILTER (o.peak IS NULL OR t.peak IS NULL OR round(o.peak / 8 * 60) <> t.peak), count(*)
        FROM theirs t FULL JOIN (SELECT * FROM read_parquet('{output}/destinations.parquet') WHERE metric = 'bps') o
        ON o.destination = t.destination""").fetchone()
    print(f"{differing[0]} of {differing[1]:,} destinations differ")
    sys.exit(1 if differing[0] else 0)


def main():
    asked = options()
    directory = generate(asked)
    output = directory / "result"
    files = repr(str(directory / "*.parquet")[:-9] + "0*.parquet")
    ours = [str(HOME / "jobs" / "floodmark"), asked.command,
            str(case(directory)) if asked.command == "assess" else f"{directory}/0*.parquet",
            "--output", str(output), "--overwrite", "--progress", "none", "--parallelism", str(asked.threads)]
    if asked.agree:
        timed(ours)
        agree(asked, directory, output)
    texts = {"duckdb": DUCKDB, "polars": POLARS, "spark": SPARK}
    peers = {name: [sys.executable, "-c", texts[name].format(
        files=files, threads=asked.threads, senders=not asked.without_senders)] for name in asked.peers.split(",") if name}
    runs = {"floodmark": [], **{name: [] for name in peers}}
    timed(ours)
    for pair in range(asked.pairs):
        for name, command in {"floodmark": ours, **peers}.items():
            runs[name].append(timed(command))
            print(f"{pair + 1}/{asked.pairs} {name}: {runs[name][-1][0]:.1f} s", file=sys.stderr)
    print(f"{asked.command}, {asked.rows:,} rows, {asked.shape}, {asked.files} files, {asked.threads} threads, {asked.pairs} pairs\n")
    print("| engine | seconds, median (range) | processor seconds | peak memory, GB | ours / theirs, median (range) |\n|---|---|---|---|---|")
    for name, measured in runs.items():
        seconds = [m[0] for m in measured]
        ratios = [o[0] / t[0] for o, t in zip(runs["floodmark"], measured)]
        shown = "" if name == "floodmark" else f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        print(f"| {name} | {statistics.median(seconds):.1f} ({min(seconds):.1f} to {max(seconds):.1f}) "
              f"| {statistics.median(m[2] for m in measured):.1f} | {max(m[1] for m in measured) / 1e9:.1f} | {shown} |")


main()
