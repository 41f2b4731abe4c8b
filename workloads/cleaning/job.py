"""The whole job: which run this is, whether it is done already, and where readers find what it made."""

import hashlib
import json
from collections.abc import Callable
from importlib import metadata

from pyspark.sql import DataFrame, SparkSession

from cleaning import VERSION
from cleaning.failure import UserError
from cleaning.files import Files
from cleaning.report import markdown, report_of
from cleaning.rules import columns_of
from cleaning.stages import Run

#: Rows of an output file, at most about.
ROWS_PER_FILE = 500_000
#: Libraries whose versions decide what is found.
DECIDING = ("datasketch", "phonenumbers", "Pillow", "py3langid", "python-stdnum")


def clean(spark: SparkSession, rules: dict, source: str, output: str, keep_runs: int, say: Callable) -> dict:
    """Cleans `source` and returns the report. Under `output`:

    - `runs/RUN/kept` and `runs/RUN/quarantine`, Parquet, and `runs/RUN/report.json` and `.md`, the first of them written last;
    - `latest.json`, which names the newest run that was good enough.

    RUN is a hash of the input's listing, the rules and this program: the same again does nothing, one that was cut off goes on.
    """
    files = Files(spark)
    listing = files.listing(source)
    if not listing:
        raise UserError(f"{source} does not exist, or has no files")
    run = identity(listing, rules)
    folder = f"{output}/runs/{run}"
    report = files.read_json(f"{folder}/report.json")
    say("run", run=run, files=len(listing), done=report is not None)
    if report is None:
        report = make(Run(spark, f"{output}/_work/{run}", say), run, folder, source, rules)
        files.write(f"{folder}/report.md", markdown(report))
        files.write_json(f"{folder}/report.json", report)
    files.delete(f"{output}/_work/{run}")
    if report["quarantined"] <= rules["maxQuarantined"] * report["rows"]:
        announce(files, output, report, keep_runs)
    return report


def identity(listing: list[tuple[str, int, int]], rules: dict) -> str:
    versions = {name: metadata.version(name) for name in DECIDING}
    everything = json.dumps([VERSION, versions, rules, listing], sort_keys=True)
    return hashlib.sha256(everything.encode()).hexdigest()[:16]


def make(run: Run, name: str, folder: str, source: str, rules: dict) -> dict:
    found = run.rows(source, rules)
    kept = run.kept(found[-1]["folder"])
    write(kept, f"{folder}/kept", found[-1]["kept"])
    write(run.set_aside(found), f"{folder}/quarantine", sum(each["quarantined"] for each in found))
    return report_of(name, found, run.spark.read.parquet(f"{folder}/kept"), columns_of(rules))


def write(frame: DataFrame, folder: str, rows: int) -> None:
    """The same rows in the same files in the same order, whatever order they came in."""
    partitions = max(1, -(-rows // ROWS_PER_FILE))
    columns = [name for name in frame.columns if name != "_row"]
    # Equal rows differ at most by what a stage said of them.
    order = ["_row", *(name for name in ("_stage", "_like") if name in columns)]
    ordered = frame.select("_row", *columns).repartition(partitions, "_row").sortWithinPartitions(*order)
    ordered.write.mode("overwrite").parquet(folder)


def announce(files: Files, output: str, report: dict, keep_runs: int) -> None:
    """Points `latest.json` at the run, and removes the oldest beyond `keep_runs`."""
    latest = files.read_json(f"{output}/latest.json") or {"runs": []}
    runs = [report["run"], *(run for run in latest["runs"] if run != report["run"])]
    run = report["run"]
    newest = {"run": run, "kept": f"runs/{run}/kept", "rows": report["kept"], "runs": runs[:keep_runs]}
    files.write_json(f"{output}/latest.json", newest)
    for run in runs[keep_runs:]:
        files.delete(f"{output}/runs/{run}")
