#!/usr/bin/env python3
"""What tools that people would otherwise take say about a claimed hour in traffic without any attack.

    peers.py IN OUT [--peers a,b] [--replicates N]

IN is Parquet with family, replicate, bin, bins_per_day and value: for each family and replicate the counts of 29 days,
without an effect anywhere. The last hour is the claimed one. OUT gets a row for each peer, question and family: how many
trials, how many of them the tool refused or broke down on, and how many times it flagged what it was asked about. Rows
that end in "+50 % in the hour" repeat it with half the usual mean added to the hour: a tool that never alarms would look
well calibrated otherwise. README.md says how each tool is set up and why. Same input, same output.
"""

import argparse
import dataclasses
import pathlib
import sys
import time
import typing
import warnings

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

LEVEL = 0.05
DAYS = 29
BINS_A_DAY = 288
FLOOD = 0.5
WEEK = 7 * 24  # hours
SLOW = 50  # replicates that suffice for tools that take long
ANY_BIN = ", any bin of the hour"
ANY_FLAG = ", any flag in the last day"
WITH_FLOOD = ", +50 % in the hour"
SCHEMA = pa.schema([
    ("test", pa.string()), ("setting", pa.string()), ("traffic", pa.string()),
    ("trials", pa.int32()), ("refused", pa.int32()), ("hits", pa.int32()),
])


class Flags(typing.NamedTuple):
    """What a tool flagged: the claimed hour; anything in the last day, None if it looks at the hour alone."""

    hour: bool
    day: bool | None = None


Judge = typing.Callable[[np.ndarray], Flags]


@dataclasses.dataclass(frozen=True)
class Peer:
    """A tool as it was set up. fit(before, day) learns from all bins before the hour and returns what judges an hour."""

    key: str
    test: str
    setting: str
    fit: typing.Callable[[np.ndarray, int], Judge]
    points: bool = False  # flags points of a series rather than answering about the hour
    hour: str = ""  # what of these counts as a flag of the hour, if it is not one point
    most: int | None = None  # replicates at most, because it is slow


# How the tools like their input


def hourly(bins, day):
    return bins.reshape(-1, day // 24).sum(axis=1)


def dated(values, step):
    """A series with times, of which the tools need only the spacing. The date has no meaning."""
    return pd.Series(values, index=pd.date_range("2024-01-01", periods=len(values), freq=step))


def dated_from(first, values, a_day):
    """The same for points that begin a number of points later, so many a day."""
    series = dated(np.concatenate([np.zeros(first), values]), pd.Timedelta(days=1) / a_day)
    return series.iloc[first:]


def same_hour_before(before, day):
    """The claimed hour's bins on each earlier day, a row a day."""
    hour = day // 24
    return before[: (DAYS - 1) * day].reshape(DAYS - 1, day)[:, -hour:]


def last_day(before, hour, day):
    return np.concatenate([before[len(before) + len(hour) - day:], hour])


def flagged(marks, last):
    """Flags of a last day given as marks in time order, of which the last ones are the claimed hour's."""
    marks = np.asarray(marks, dtype=float) == 1
    return Flags(bool(marks[-last:].any()), bool(marks.any()))


# By hand


def welch_rest_of_day(before, day):
    from scipy.stats import ttest_ind

    rest = before[(DAYS - 1) * day:]
    return lambda hour: Flags(ttest_ind(hour, rest, equal_var=False, alternative="greater").pvalue <= LEVEL)


def welch_same_hour(before, day):
    from scipy.stats import ttest_ind

    earlier = same_hour_before(before, day).ravel()
    return lambda hour: Flags(ttest_ind(hour, earlier, equal_var=False, alternative="greater").pvalue <= LEVEL)


def poisson_rates(before, day):
    from statsmodels.stats.rates import test_poisson_2indep

    earlier = same_hour_before(before, day).sum()
    return lambda hour: Flags(
        test_poisson_2indep(hour.sum(), 1, earlier, DAYS - 1, alternative="larger").pvalue <= LEVEL)


# Forecasts and decompositions


def stl_residual(before, day):
    from scipy.stats import norm
    from statsmodels.tsa.seasonal import STL

    def judge(hour):
        residual = STL(hourly(np.concatenate([before, hour]), day), period=24, robust=True).fit().resid
        return flagged(residual[-24:] / residual.std() > norm.ppf(1 - LEVEL), 1)

    return judge


def stl_forecast(before, day):
    from statsmodels.tsa.arima.model import ARIMA
    from statsmodels.tsa.forecasting.stl import STLForecast

    hours = dated(hourly(before, day), "h")
    model = STLForecast(hours, ARIMA, model_kwargs={"order": (1, 1, 0), "trend": "t"}, period=24).fit()
    upper = model.get_prediction(len(hours), len(hours)).summary_frame(alpha=2 * LEVEL)["mean_ci_upper"].iloc[0]
    return lambda hour: Flags(bool(hour.sum() > upper))


def structural(before, day):
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    model = UnobservedComponents(hourly(before, day), level="local level", freq_seasonal=[{"period": 24, "harmonics": 2}])
    upper = model.fit(disp=False).get_forecast(1).conf_int(alpha=2 * LEVEL)[0, 1]
    return lambda hour: Flags(bool(hour.sum() > upper))


def causal_impact(before, day):
    from causal_impact import CausalImpact

    history = hourly(before, day)[-WEEK:]

    def judge(hour):
        hours = dated(np.append(history, hour.sum()), "h").to_frame("count")
        times = hours.index
        result = CausalImpact(
            hours, [times[0], times[-2]], [times[-1], times[-1]],
            model_args={"nseasons": 24, "season_duration": 1, "seed": 1})
        found = result.summary_stats
        return Flags(bool(found["p_value"] < LEVEL and found["point_effect_mean"] > 0))

    return judge


# Detectors of anomalous points


def adtk(make, hours=False):
    """Fits a detector to the 28 days and lets it judge the last; points are bins or hourly sums."""

    def fit(before, day):
        def points(bins):
            return hourly(bins, day) if hours else bins

        a_day = 24 if hours else day
        detector = make(a_day)
        detector.fit(dated_from(0, points(before[: (DAYS - 1) * day]), a_day))

        def judge(hour):
            last = dated_from((DAYS - 1) * a_day, points(last_day(before, hour, day)), a_day)
            return flagged(detector.detect(last), a_day // 24)

        return judge

    return fit


def adtk_seasonal(a_day):
    from adtk.detector import SeasonalAD

    return SeasonalAD(freq=a_day, c=3.0, side="positive")


def adtk_level_shift(a_day):
    from adtk.detector import LevelShiftAD

    return LevelShiftAD(window=a_day // 24, c=6.0, side="positive")


def adtk_persist(a_day):
    from adtk.detector import PersistAD

    return PersistAD(window=a_day // 24, c=3.0, side="positive")


def pyod_ecod(before, day):
    from pyod.models.ecod import ECOD

    detector = ECOD(contamination=LEVEL)
    detector.fit(hourly(before[: (DAYS - 1) * day], day).reshape(-1, 1))
    return lambda hour: flagged(detector.predict(hourly(last_day(before, hour, day), day).reshape(-1, 1)), 1)


def pyod_windows(before, day):
    from pyod.models.iforest import IForest
    from pyod.models.ts_od import TimeSeriesOD

    forest = IForest(contamination=LEVEL, random_state=1)
    detector = TimeSeriesOD(detector=forest, window_size=day // 24, contamination=LEVEL)
    detector.fit(before[: (DAYS - 1) * day])
    return lambda hour: flagged(detector.predict(last_day(before, hour, day)), len(hour))


def spot(before, day):
    from libspot import ANOMALY, Spot

    def judge(hour):
        stream = Spot(q=1e-3)
        stream.fit(before[: (DAYS - 1) * day])
        return flagged([stream.step(x) == ANOMALY for x in last_day(before, hour, day)], len(hour))

    return judge


def seasonal_esd(before, day):
    from pysesd.sesd import SESD

    def judge(hour):
        hours = dated(hourly(np.concatenate([before, hour]), day), "h")
        found = SESD(alpha=LEVEL, hybrid=True, period=24, max_outliers=int(len(hours) * 0.02)).fit(hours)
        return flagged(np.isin(np.arange(len(hours) - 24, len(hours)), found), 1)

    return judge


def pelt(before, day):
    import ruptures

    noise = before[: (DAYS - 1) * day].std()

    def judge(hour):
        signal = last_day(before, hour, day)
        penalty = noise**2 * np.log(len(signal))
        changes = np.array(ruptures.KernelCPD(kernel="linear", min_size=2).fit(signal).predict(pen=penalty)[:-1])
        quarter = len(hour) // 4
        return Flags(bool((changes >= len(signal) - len(hour) - quarter).any()), len(changes) > 0)

    return judge


PEERS = (
    Peer("welch-day", "scipy: Welch t-test of the hour against the rest of the day",
         "5-minute bins, one-sided .05", welch_rest_of_day),
    Peer("welch-days", "scipy: Welch t-test of the hour against the same hour of 28 days",
         "5-minute bins, one-sided .05", welch_same_hour),
    Peer("poisson", "statsmodels: Poisson test of the hour against the same hour of 28 days",
         "hourly sums, one-sided .05", poisson_rates),
    Peer("stl", "statsmodels: STL, residual of the hour in standard deviations",
         "hourly sums, above 1.64, one-sided .05", stl_residual, points=True, most=SLOW),
    Peer("stl-forecast", "statsmodels: STL and ARIMA(1,1,0), prediction interval",
         "hourly sums, one step, one-sided .05", stl_forecast),
    Peer("structural", "statsmodels: local level and daily harmonics, prediction interval",
         "hourly sums, one step, one-sided .05", structural),
    Peer("causalimpact", "bsts-causalimpact: CausalImpact without covariates",
         "hourly sums of 7 days, 24 seasons, effect above 0 with p below .05", causal_impact, most=SLOW),
    Peer("adtk-seasonal", "ADTK: SeasonalAD", "5-minute bins, c = 3, no level",
         adtk(adtk_seasonal), points=True, hour=ANY_BIN),
    Peer("adtk-seasonal-hours", "ADTK: SeasonalAD", "hourly sums, c = 3, no level", adtk(adtk_seasonal, hours=True), points=True),
    Peer("adtk-level-shift", "ADTK: LevelShiftAD", "5-minute bins, windows of an hour, c = 6, no level",
         adtk(adtk_level_shift), points=True, hour=ANY_BIN),
    Peer("adtk-persist", "ADTK: PersistAD", "5-minute bins, window of an hour, c = 3, no level",
         adtk(adtk_persist), points=True, hour=ANY_BIN),
    Peer("pyod-ecod", "PyOD: ECOD", "hourly sums, contamination .05, both directions", pyod_ecod, points=True),
    Peer("pyod-windows", "PyOD: TimeSeriesOD with IForest",
         "5-minute bins, windows of an hour, contamination .05, both directions",
         pyod_windows, points=True, hour=ANY_BIN, most=SLOW),
    Peer("spot", "libspot: SPOT", "5-minute bins, q = .001 a bin (.012 an hour)", spot, points=True, hour=ANY_BIN),
    Peer("s-h-esd", "pysesd: S-H-ESD", "hourly sums, .05 for the whole series, both directions",
         seasonal_esd, points=True, most=SLOW),
    Peer("pelt", "ruptures: PELT, change of mean",
         "5-minute bins of the last day, BIC penalty, no level", pelt, points=True,
         hour=", a change at or in the hour"),
)


# Measuring


def mistake(text):
    """One the user can mend: one line, exit code 2."""
    print(text, file=sys.stderr)
    sys.exit(2)


def read_series(path):
    """{family: [(values, bins per day), ...]} in the order of the file's families, replicates ascending."""
    frame = pq.read_table(path, columns=["family", "replicate", "bin", "bins_per_day", "value"]).to_pandas()
    series = {}
    for (family, replicate), part in frame.groupby(["family", "replicate"], sort=False):
        part = part.sort_values("bin")
        day = int(part["bins_per_day"].iloc[0])
        if day != BINS_A_DAY or not np.array_equal(part["bin"], np.arange(DAYS * day)):
            mistake(f"[{path}] {family}, replicate {replicate}: found {len(part)} bins at {day} a day, "
                    f"expected bins 0 to {DAYS * BINS_A_DAY - 1} at {BINS_A_DAY} a day, each once.")
        series.setdefault(family, []).append((replicate, part["value"].to_numpy(), day))
    return {family: [(values, day) for _, values, day in sorted(parts, key=lambda p: p[0])]
            for family, parts in series.items()}


def half_as_much_again(before, hour):
    """The hour with half the usual mean added to each bin."""
    return hour + round(FLOOD * before.mean())


def answers(peer, before, day, hours):
    """What a peer says of each hour, or the exception that it gave instead."""
    try:
        judge = peer.fit(before, day)
    except Exception as problem:  # whatever a tool breaks down on, it gave no answer
        return [problem] * len(hours)
    said = []
    for hour in hours:
        try:
            said.append(judge(hour))
        except Exception as problem:
            said.append(problem)
    return said


def row(test, setting, family, said, question):
    given = [answer for answer in said if isinstance(answer, Flags)]
    return test, setting, family, len(said), len(said) - len(given), sum(bool(question(answer)) for answer in given)


def trials(peer, parts, flood):
    """Answers about the hour as it is and with a flood, an entry a replicate."""
    plain, flooded = [], []
    for values, day in parts:
        before, hour = values[: -(day // 24)], values[-(day // 24):]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            first, second = answers(peer, before, day, [hour, flood(before, hour)])
        plain.append(first)
        flooded.append(second)
    return plain, flooded


def measure(series, peers, replicates=None, flood=half_as_much_again, say=print):
    """Rows for every peer and family."""
    rows = []
    for number, peer in enumerate(peers, 1):
        most = min((limit for limit in (replicates, peer.most) if limit is not None), default=None)
        for family, parts in series.items():
            started = time.monotonic()
            plain, flooded = trials(peer, parts[:most], flood)
            found = [row(peer.test, peer.setting + peer.hour, family, plain, lambda said: said.hour)]
            if peer.points:
                found.append(row(peer.test, peer.setting + ANY_FLAG, family, plain, lambda said: said.day))
            found.append(row(peer.test, peer.setting + peer.hour + WITH_FLOOD, family, flooded, lambda said: said.hour))
            rows.extend(found)
            problem = next((answer for answer in plain + flooded if not isinstance(answer, Flags)), None)
            say(f"{number}/{len(peers)} {peer.key}, {family}: {found[0][-1]} of {len(plain)}, "
                f"with a flood {found[-1][-1]}, {time.monotonic() - started:.0f} s"
                + (f"; refused at first with {type(problem).__name__}: {problem}" if problem else ""))
    return rows


def write(rows, path):
    columns = list(zip(*rows)) or [[]] * len(SCHEMA)
    pq.write_table(pa.table([pa.array(c, f.type) for c, f in zip(columns, SCHEMA)], schema=SCHEMA), path)


def selected(keys):
    known = {peer.key: peer for peer in PEERS}
    for key in keys:
        if key not in known:
            mistake(f"[--peers] unknown peer: found {key}, expected some of {', '.join(known)}.")
    return [known[key] for key in keys]


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"found {number}, expected 1 or more")
    return number


def main():
    parser = argparse.ArgumentParser(description="False alarms of other tools on traffic without any effect.")
    parser.add_argument("input", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--peers", help="some of: " + ", ".join(peer.key for peer in PEERS))
    parser.add_argument("--replicates", type=positive, help="use the first so many replicates of each family")
    options = parser.parse_args()
    if not options.input.is_file():
        mistake(f"[{options.input}] there is no such file.")
    if not options.output.absolute().parent.is_dir():
        mistake(f"[{options.output}] its directory does not exist. Make it first.")
    peers = selected(options.peers.split(",")) if options.peers else PEERS
    rows = measure(read_series(options.input), peers, options.replicates,
                   say=lambda line: print(line, file=sys.stderr, flush=True))
    write(rows, options.output)


if __name__ == "__main__":
    main()
