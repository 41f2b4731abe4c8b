"""The data-quality report: the same facts as JSON for programs and Markdown for people."""

from collections import Counter

from pyspark.sql import DataFrame
from pyspark.sql import functions as F


def report_of(run: str, stages: list[dict], kept: DataFrame, columns: dict) -> dict:
    rows, left = stages[0]["kept"] + stages[0]["quarantined"], stages[-1]["kept"]
    return {
        "run": run,
        "rows": rows,
        "kept": left,
        "quarantined": rows - left,
        "stages": [{key: each[key] for key in ("name", "kept", "quarantined")} for each in stages],
        "reasons": total(stages, "reasons"),
        "changes": total(stages, "changes"),
        "columns": profile(kept, columns),
    }


def total(stages: list[dict], what: str) -> dict[str, int]:
    counted = Counter()
    for stage in stages:
        counted.update(stage[what])
    return dict(sorted(counted.items()))


def profile(kept: DataFrame, columns: dict) -> dict[str, dict]:
    """Of each column that is kept: how many values are empty, and the least and greatest; of strings, their lengths'."""
    measures = []
    for name, column in columns.items():
        value = F.length(name) if column["type"] in ("string", "binary") else F.col(name)
        aggregates = {"n": F.count(name), "least": F.min(value), "most": F.max(value)}
        measures += [aggregate.alias(f"{name}.{what}") for what, aggregate in aggregates.items()]
    found = kept.agg(F.count(F.lit(1)).alias("rows"), *measures).first()
    return {
        name: {
            "type": column["type"],
            "empty": found["rows"] - found[f"{name}.n"],
            "least": plain(found[f"{name}.least"]),
            "most": plain(found[f"{name}.most"]),
        }
        for name, column in columns.items()
    }


def plain(value):
    return value if value is None or isinstance(value, int | float | str) else value.isoformat()


def markdown(report: dict) -> str:
    share = report["quarantined"] / report["rows"] if report["rows"] else 0
    return "\n".join(
        [
            f"# Data quality of run {report['run']}",
            "",
            f"{report['rows']} rows: {report['kept']} kept, {report['quarantined']} set aside ({share:.1%}).",
            "",
            *table(["stage", "kept", "set aside"], map(dict.values, report["stages"])),
            "A row can have several reasons.",
            "",
            *table(["reason", "rows"], report["reasons"].items()),
            *table(["change", "times"], report["changes"].items()),
            *table(
                ["column", "type", "empty", "least", "most"],
                [[name, *column.values()] for name, column in report["columns"].items()],
            ),
            "Of strings and bytes, least and most are lengths.",
            "",
        ]
    )


def table(head: list[str], rows) -> list[str]:
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *cells] if cells else []
    return [*(f"| {' | '.join(line)} |" for line in lines), *([""] if cells else [])]
