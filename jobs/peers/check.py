#!/usr/bin/env python3
"""Does every peer still work? Three replicates of simple traffic, and a flood that nobody can miss.

Says what is wrong, a line each; 0 if nothing is. A tool that never alarms would pass for a well calibrated one, so each
must flag an hour at five times its usual in every family. The traffic here is a stand-in to try the tools on: figures
come from the series that Floodmark's own tests are measured on.
"""

import pathlib
import sys
import tempfile

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

import peers

DAY = 288
REPLICATES = 3
TIMES = 5


def intensity(family, draws):
    """Bins with mean 1; the memory of the last two is a sum of two autoregressions, slow and fast."""
    bins = peers.DAYS * DAY

    def autoregression(coefficient):
        state, out = draws.standard_normal(), np.empty(bins)
        for i, shock in enumerate(draws.standard_normal(bins)):
            state = coefficient * state + np.sqrt(1 - coefficient**2) * shock
            out[i] = state
        return out

    if family == "poisson":
        return np.ones(bins)
    if family == "negative-binomial":
        return draws.gamma(25, 1 / 25, bins)
    if family == "autoregressive":
        return np.exp(0.2 * autoregression(0.8) - 0.02)
    slow = np.exp(0.14 * (autoregression(0.998) + autoregression(0.8)) - 0.02)
    if family == "long-memory":
        return slow
    return slow * (1 + 0.5 * np.sin(2 * np.pi * (np.arange(bins) / DAY + draws.uniform())))


def write_series(path):
    families = ("poisson", "negative-binomial", "autoregressive", "long-memory", "long-memory-diurnal")
    parts = []
    for number, family in enumerate(families):
        for replicate in range(REPLICATES):
            draws = np.random.default_rng([1998, number, replicate])
            counts = draws.poisson(1000 * intensity(family, draws)).astype(float)
            parts.append(pd.DataFrame({
                "family": family, "replicate": np.int32(replicate), "bin": np.arange(len(counts), dtype=np.int32),
                "bins_per_day": np.int32(DAY), "value": counts}))
    pd.concat(parts).to_parquet(path, index=False)
    return families


def problems(directory):
    families = write_series(directory / "series.parquet")
    rows = peers.measure(
        peers.read_series(directory / "series.parquet"), peers.PEERS,
        flood=lambda before, hour: TIMES * hour, say=lambda line: print(line, file=sys.stderr, flush=True))
    peers.write(rows, directory / "peers.parquet")

    table = pq.read_table(directory / "peers.parquet")
    if table.schema != peers.SCHEMA:
        yield f"columns: found {table.schema}, expected {peers.SCHEMA}"
    found = table.to_pandas()
    expected = sum(3 if peer.points else 2 for peer in peers.PEERS) * len(families)
    if len(found) != expected:
        yield f"rows: found {len(found)}, expected {expected}"
    if found.duplicated(["test", "setting", "traffic"]).any():
        yield "rows: two with the same test, setting and traffic"
    if (found["hits"] + found["refused"] > found["trials"]).any() or (found["trials"] != REPLICATES).any():
        yield f"counts: hits and refusals exceed the trials, or these are not {REPLICATES}"
    for line in found[found["refused"] > 0].itertuples():
        yield f"{line.test}, {line.setting}, {line.traffic}: refused {line.refused} of {line.trials}"
    for line in found[found["setting"].str.endswith(peers.WITH_FLOOD)].itertuples():
        if line.hits < line.trials:
            yield f"{line.test}, {line.traffic}: saw {line.hits} of {line.trials} floods of {TIMES} times the usual"


def main():
    with tempfile.TemporaryDirectory() as directory:
        wrong = list(problems(pathlib.Path(directory)))
    print("\n".join(wrong) or f"{len(peers.PEERS)} peers work and see an obvious flood.")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
