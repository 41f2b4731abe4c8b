"""Cleans the same few rows in each format in one Spark session, then tries what must be refused: `python formats.py FOLDER`."""

import json
import sys
from pathlib import Path

from cleaning.__main__ import CONFIGURATION, say
from cleaning.failure import UserError
from cleaning.job import clean
from cleaning.rules import parse_rules
from pyspark.sql import SparkSession

ROWS = [("a", "1"), ("b, c", "2"), ("", "3"), ("d", "400"), ("e", "five"), ("f", None), ("g", None)]
RULES = "columns: { name: { type: string, required: true }, size: { type: integer, maximum: 100 } }\nduplicates: { exact: [size] }\nmaxQuarantined: 1\n"
REFUSED = {
    "spelling": "columns: { a: { type: string } }\nduplicats: {}\n",
    "type": "columns:\n  a: { type: text }\n",
    "column": "columns:\n  body: { type: string }\ntext:\n  column: boddy\n",
    "kind": "columns:\n  a:\n    type: string\n    minimum: 3\n    fill: median\n",
    "syntax": "columns: [\n",
    "pattern": "columns: { a: { type: string, pattern: '(' } }\n",
}


def main(folder: Path) -> None:
    spark = SparkSession.builder.config(map=CONFIGURATION).getOrCreate()
    source = {kind: folder / "in" / kind for kind in ("json", "csv", "parquet")}
    for kind in ("json", "csv"):
        source[kind].mkdir(parents=True)
    lines = [json.dumps({"name": name, "size": size}) for name, size in ROWS]
    (source["json"] / "rows.json").write_text("\n".join([*lines, '{"name": broken']))
    (source["csv"] / "rows.csv").write_text("\n".join(["size,name", *(f'{size or ""},"{name}"' for name, size in ROWS), "1,2,3,4"]))
    spark.createDataFrame(ROWS, "name string, size string").coalesce(1).write.parquet(str(source["parquet"]))
    for kind, path in source.items():
        report = cleaned(spark, f"format: {kind}\n{RULES}", path, folder / "out" / kind)
        say("cleaned", format=kind, **report)

    for text in REFUSED.values():
        refused(lambda: parse_rules(text, "rules.yaml"))
    other = f"format: parquet\n{RULES.replace('size', 'weight')}"
    refused(lambda: cleaned(spark, other, source["parquet"], folder / "out"), folder)
    refused(lambda: cleaned(spark, RULES, folder / "nowhere", folder / "out"), folder)
    spark.stop()


def cleaned(spark: SparkSession, rules: str, source: Path, output: Path) -> dict:
    return clean(spark, parse_rules(rules, "rules.yaml"), str(source), str(output), 2, lambda *_, **__: None)


def refused(act, folder: Path = Path("/nowhere")) -> None:
    try:
        act()
    except UserError as error:
        say("refused", message=str(error).replace(str(folder), "FOLDER"))
    else:
        raise AssertionError("was not refused")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
