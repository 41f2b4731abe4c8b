"""The job's stages. Each writes its rows, kept and set aside, and then a marker: a run that is cut off goes on after the last."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from cleaning.duplicates import judge_exact, judge_near
from cleaning.files import Files
from cleaning.rows import judge_rows
from cleaning.source import read
from cleaning.values import judge_values

#: What a stage says of a row, besides the rules' columns.
MARKS = {"_reasons": "array<string>", "_changes": "array<string>", "_raw": "string", "_like": "string"}

#: SQL that tells them apart.
KEPT, SET_ASIDE = "size(_reasons) = 0", "size(_reasons) > 0"


@dataclass(frozen=True)
class Stage:
    name: str
    #: From the rows that are left, and how many they are, to the same with marks.
    judge: Callable[[DataFrame, int], DataFrame]


def stages_of(rules: dict) -> Iterator[Stage]:
    """Those that the rules ask for, after the first, which reads the input."""
    if any("outliers" in column or "fill" in column for column in rules.get("columns", {}).values()):
        yield Stage("values", lambda frame, rows: judge_values(frame, rules, rows))
    duplicates = rules.get("duplicates", {})
    near = duplicates.get("near")
    # Equal rows must be gone before texts are compared in pairs.
    exact = duplicates.get("exact") or ([near["column"]] if near else [])
    if exact:
        yield Stage("duplicates", lambda frame, _: judge_exact(frame, exact))
    if near:
        yield Stage("near-duplicates", lambda frame, _: judge_near(frame, **near))


class Run:
    """One pass over one input by one set of rules, in a folder of its own."""

    def __init__(self, spark: SparkSession, folder: str, say: Callable):
        self.spark, self.folder, self.say, self.files = spark, folder, say, Files(spark)

    def rows(self, source: str, rules: dict) -> list[dict]:
        """Runs every stage and returns what each found, in order."""
        found = [self.stage(0, "rows", lambda: judge_rows(read(self.spark, source, rules), rules))]
        for index, stage in enumerate(stages_of(rules), start=1):
            before = found[-1]
            found.append(self.stage(index, stage.name, lambda: stage.judge(self.kept(before["folder"]), before["kept"])))
            after = found[-1]["kept"] + found[-1]["quarantined"]
            if after != before["kept"]:
                raise RuntimeError(f"stage {stage.name} had {before['kept']} rows and accounts for {after}")
        return found

    def stage(self, index: int, name: str, judged: Callable[[], DataFrame]) -> dict:
        """What the stage found: from its marker, else by running it."""
        folder = f"{self.folder}/{index}-{name}"
        marker = f"{folder}/_stage.json"
        if (found := self.files.read_json(marker)) is not None:
            self.say("stage", stage=name, resumed=True, **counts(found))
            return found
        self.say("started", stage=name)
        frame = judged()
        for mark, kind in MARKS.items():
            if mark not in frame.columns:
                frame = frame.withColumn(mark, F.lit(None).cast(kind))
        frame.write.mode("overwrite").parquet(folder)
        found = {"name": name, "folder": folder, **self.tally(folder)}
        self.files.write_json(marker, found)
        self.say("stage", stage=name, resumed=False, **counts(found))
        return found

    def tally(self, folder: str) -> dict:
        """Rows by outcome, and how often each reason and change occurs."""
        rows = self.spark.read.parquet(folder)
        outcomes = {row["aside"]: row["count"] for row in rows.groupBy(F.expr(SET_ASIDE).alias("aside")).count().collect()}

        def often(mark: str) -> dict[str, int]:
            each = rows.select(F.explode(mark).alias("what")).groupBy("what").count().collect()
            return {row["what"]: row["count"] for row in sorted(each, key=lambda row: row["what"])}

        return {
            "kept": outcomes.get(False, 0),
            "quarantined": outcomes.get(True, 0),
            "reasons": often("_reasons"),
            "changes": often("_changes"),
        }

    def kept(self, folder: str) -> DataFrame:
        return self.spark.read.parquet(folder).where(KEPT).drop(*MARKS)

    def set_aside(self, found: list[dict]) -> DataFrame:
        """Every row that a stage set aside, with the stage's name."""
        parts = [
            self.spark.read.parquet(each["folder"]).where(SET_ASIDE).drop("_changes").withColumn("_stage", F.lit(each["name"]))
            for each in found
        ]
        whole = parts[0]
        for part in parts[1:]:
            whole = whole.unionByName(part)
        return whole


def counts(found: dict) -> dict:
    return {"kept": found["kept"], "quarantined": found["quarantined"]}
