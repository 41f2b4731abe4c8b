"""`python -m cleaning`, and what spark-submit runs: cleans a data set by the rules of a file."""

import json
import sys

from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession

from cleaning.failure import USER_ERROR, WORSE_THAN_ALLOWED, UserError
from cleaning.files import Files
from cleaning.job import clean
from cleaning.options import options
from cleaning.rules import parse_rules

CONFIGURATION = {
    # A value that is no number is a fault of its row, not of the job.
    "spark.sql.ansi.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
    # A line with too few fields counts as malformed whichever columns are read.
    "spark.sql.csv.parser.columnPruning.enabled": "false",
}


def main(argv: list[str]) -> int:
    chosen = options(argv)
    spark = SparkSession.builder.appName("cleaning").config(map=CONFIGURATION).getOrCreate()
    try:
        text = Files(spark).read(chosen.rules)
        if text is None:
            raise UserError(f"{chosen.rules} does not exist")
        rules = parse_rules(text, chosen.rules)
        report = clean(spark, rules, chosen.input.rstrip("/"), chosen.output.rstrip("/"), chosen.keep_runs, say)
    except (UserError, AnalysisException) as error:
        print(f"cleaning: {error}", file=sys.stderr)
        return USER_ERROR
    finally:
        spark.stop()
    say("result", run=report["run"], rows=report["rows"], kept=report["kept"], quarantined=report["quarantined"])
    allowed = rules["maxQuarantined"]
    if report["quarantined"] > allowed * report["rows"]:
        share = report["quarantined"] / report["rows"]
        print(
            f"cleaning: {share:.1%} of the rows were set aside, and maxQuarantined allows {allowed:.1%}: latest.json stays. "
            f"{chosen.output}/runs/{report['run']}/report.md says why",
            file=sys.stderr,
        )
        return WORSE_THAN_ALLOWED
    return 0


def say(event: str, **facts) -> None:
    """A line of JSON on stdout."""
    print(json.dumps({"event": event, **facts}), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
