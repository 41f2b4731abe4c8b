import { type Command, InvalidArgumentError, Option } from "commander";
import { concerns, type OwnPrices } from "../plan/bill";
import type { View } from "../plan/cost/views";
import { UseError } from "./failure";
import { plan } from "./planStack";

interface BillOptions {
  by: View;
  json?: boolean;
  csv?: boolean;
  focus?: boolean;
  month?: string;
  discount: Discounts;
}

type Discounts = NonNullable<OwnPrices["discounts"]>;

export function addBill(program: Command) {
  program
    .command("bill")
    .description("What a stack costs by the hour and the month, at least, likely and at most. Needs no cloud account.")
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .addOption(
      new Option("--by <what>", "a row for each").choices(["item", "concern", "team", "resource"]).default("item"),
    )
    .option("--json", "the bill and its rows as JSON")
    .option("--csv", "its rows as CSV")
    .option("--focus", "every line as CSV of the FinOps Open Cost and Usage Specification 1.0")
    .option("--month <month>", "the month that --focus forecasts, for example 2027-01", monthOf)
    .option(
      "--discount <share...>",
      "a savings plan or private rate by concern in place of the stack file's, for example compute=28%",
      discountOf,
      {},
    )
    .addHelpText(
      "after",
      "\nExamples:\n  aidc bill us-east-1 --by team\n  aidc bill us-east-1 --discount compute=28% --focus --month 2027-01",
    )
    .action(billCommand);
}

async function billCommand(stack: string, options: BillOptions) {
  const { by, json, csv, focus, month, discount } = options;
  if ([json, csv, focus].filter(Boolean).length > 1) throw new UseError("choose one of --json, --csv and --focus.");
  if (focus && month === undefined)
    throw new UseError("a focus export forecasts a month: say which, for example --month 2027-01.");
  const quiet = json || csv || focus || false;
  const planned = await plan(stack, { policy: false, engine: "embedded", quiet, discounts: discount });
  const { bill } = planned;
  const { billRows } = await import("../plan/cost/views.js");
  if (json) {
    process.stdout.write(`${JSON.stringify({ by, rows: billRows(planned, by), bill }, null, 2)}\n`);
  } else if (csv) {
    const { stringify } = await import("csv-stringify/sync");
    process.stdout.write(stringify(billRows(planned, by), { header: true, cast: { number: tidy } }));
  } else if (focus) {
    const { renderFocus } = await import("../plan/render/focus.js");
    process.stdout.write(renderFocus(planned, { month: month ?? "" }));
  } else {
    const { renderBill } = await import("../plan/render/billTable.js");
    const { terminalOptions } = await import("./terminal.js");
    process.stdout.write(renderBill(planned, by, terminalOptions()));
  }
  process.exitCode = bill.monthlyUSD > bill.budgetMonthlyUSD ? 1 : 0;
}

/** Sums differ in their last binary digits; a millionth of a dollar is enough. */
const tidy = (value: number) => String(Number(value.toFixed(6)));

function monthOf(text: string): string {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError("write a month such as 2027-01.");
  return text;
}

function discountOf(text: string, before: Discounts): Discounts {
  const [, concern = "", percent = ""] = /^([a-z ]+)=(\d+(?:\.\d+)?%)$/.exec(text) ?? [];
  const known = concerns.find((each) => each === concern);
  if (!known || Number.parseFloat(percent) > 100)
    throw new InvalidArgumentError(`write one of ${concerns.join(", ")} with a percentage, such as compute=28%.`);
  return { ...before, [known]: percent };
}
