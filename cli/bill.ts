import { type Command, InvalidArgumentError, Option } from "commander";
import type { Concern } from "../plan/bill";
import type { Discounts } from "../plan/cost/discount";
import { plan } from "./plan";

interface BillOptions {
  format: "table" | "json" | "focus";
  month?: string;
  discount: Discounts;
}

const concerns: Concern[] = ["compute", "control plane", "network", "storage", "security", "observability"];

export function addBill(program: Command) {
  program
    .command("bill")
    .description("What a stack costs a month, line by line, at public prices or yours. Needs no cloud account.")
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .addOption(
      new Option("--format <format>", "focus: CSV of the FinOps Open Cost and Usage Specification 1.0")
        .choices(["table", "json", "focus"])
        .default("table"),
    )
    .option("--month <month>", "the month that a focus export forecasts, for example 2027-01", monthOf)
    .option(
      "--discount <share...>",
      "your savings plan or private rate by concern, for example compute=28%",
      discountOf,
      {},
    )
    .addHelpText("after", "\nExample:\n  aidc bill us-east-1 --discount compute=28% --format focus --month 2027-01")
    .action(billCommand);
}

async function billCommand(stack: string, { format, month, discount }: BillOptions) {
  if (format === "focus" && month === undefined) {
    const { UseError } = await import("./failure.js");
    throw new UseError("a focus export forecasts a month: say which, for example --month 2027-01.");
  }
  const planned = await plan(stack, { policy: false, engine: "embedded", quiet: format !== "table" });
  const { discounted } = await import("../plan/cost/discount.js");
  const bill = discounted(planned.bill, discount);
  if (format === "json") {
    process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
  } else if (format === "focus") {
    const { renderFocus } = await import("../plan/render/focus.js");
    process.stdout.write(renderFocus({ ...planned, bill }, { month: month ?? "", list: planned.bill }));
  } else {
    const { renderBill } = await import("../plan/render/billTable.js");
    process.stdout.write(renderBill(bill));
  }
  process.exitCode = bill.monthlyUSD > bill.budgetMonthlyUSD ? 1 : 0;
}

function monthOf(text: string): string {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError("write a month such as 2027-01.");
  return text;
}

function discountOf(text: string, before: Discounts): Discounts {
  const [, concern = "", percent = ""] = /^([a-z ]+)=(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  const known = concerns.find((each) => each === concern);
  if (!known || Number(percent) > 100)
    throw new InvalidArgumentError(`write one of ${concerns.join(", ")} with a percentage, such as compute=28%.`);
  return { ...before, [known]: Number(percent) / 100 };
}
