"""The rules that look at a whole column: outliers, and what takes the place of empty values."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from cleaning.rows import present
from cleaning.source import SPARK_TYPES

#: Quartiles are of all rows up to this many, and of a sample of about as many beyond.
SAMPLE_ROWS = 1_000_000


def judge_values(frame: DataFrame, rules: dict, rows: int) -> DataFrame:
    """Adds `_reasons` and `_changes`, with outliers clipped and empty values filled as the rules say."""
    columns = {name: column for name, column in rules["columns"].items() if "outliers" in column or "fill" in column}
    numbers = [name for name, column in columns.items() if column["type"] in ("integer", "number")]
    quartiles = quartiles_of(frame, numbers, rows)
    reasons, changes, values = [], [], {}
    for name, column in columns.items():
        value, kind = F.col(name), SPARK_TYPES[column["type"]]
        if "outliers" in column and name in quartiles:
            least, most = fences(quartiles[name], column["outliers"]["fences"])
            outside = ~value.between(least, most)
            if column["outliers"]["then"] == "quarantine":
                reasons.append(F.when(outside, f"outlier: {name}"))
            else:
                changes.append(F.when(outside, f"clipped: {name}"))
                values[name] = F.when(outside, F.greatest(F.least(value, F.lit(most)), F.lit(least)).cast(kind)).otherwise(value)
        filling = filling_of(column, quartiles.get(name))
        if filling is not None:
            changes.append(F.when(value.isNull(), f"filled: {name}"))
            values[name] = F.coalesce(values.get(name, value), F.lit(filling).cast(kind))
    return frame.withColumns({**values, "_reasons": present(reasons), "_changes": present(changes)})


def fences(quartiles: tuple[float, float, float], ranges: float) -> tuple[float, float]:
    first, _, third = quartiles
    return first - ranges * (third - first), third + ranges * (third - first)


def filling_of(column: dict, quartiles: tuple[float, float, float] | None):
    """None where nothing is to be filled, or a median is asked for of no values."""
    fill = column.get("fill")
    return (quartiles and quartiles[1]) if fill == "median" else fill and fill["value"]


def quartiles_of(frame: DataFrame, names: list[str], rows: int) -> dict[str, tuple[float, float, float]]:
    """Of each column that has values, exact over what is looked at: an approximation would differ from run to run."""
    if not names:
        return {}
    step = -(-rows // SAMPLE_ROWS)
    if step > 1:
        # `_row` is a hash, so its digits choose at random, and the same rows each time.
        frame = frame.where(F.conv(F.substring("_row", 1, 8), 16, 10).cast("bigint") % step == 0)
    shares = F.array(F.lit(0.25), F.lit(0.5), F.lit(0.75))
    found = frame.agg(*(F.percentile(name, shares).alias(name) for name in names)).first()
    return {name: tuple(found[name]) for name in names if found[name] is not None}
