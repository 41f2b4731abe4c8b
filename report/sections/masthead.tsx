import type { ComponentChildren } from "preact";
import { findInstanceType } from "../../catalog/instanceTypes";
import { groupsOf } from "../../plan/render/check/headline";
import { plural } from "../../plan/render/words";
import type { Backbone, Stack } from "../../spec/stack";
import { Mark, Words } from "../parts";
import type { ReportSubject } from "../subject";
import { wholeDollars } from "../words";

/** The stack's name, its verdict, and the four figures that people ask for first. */
export function Masthead({ subject }: { subject: ReportSubject }) {
  const { plan, check } = subject;
  const passes = check.verdict === "pass";
  return (
    <header class="masthead">
      <div class="title">
        <p class="place">
          {plan.region} · {plan.environment}
        </p>
        <h1>{plan.stack}</h1>
        <p class="verdict">
          <Mark tone={passes ? "good" : "bad"}>{passes ? "Passes" : "Fails"}</Mark> {verdictWords(subject)}
        </p>
      </div>
      <dl class="figures">
        <Bill {...subject} />
        {subject.stack.kind === "Region" ? <Accelerators {...subject.stack} /> : <Regions {...subject.stack} />}
        <Policy {...subject} />
        <Resources {...subject} />
      </dl>
      {plan.diagnostics
        .filter(({ severity }) => severity !== "info")
        .map(({ severity, message }, index) => (
          <p key={index} class="notice">
            <Mark tone={severity === "error" ? "bad" : "open"}>{severity}</Mark> <Words>{message}</Words>
          </p>
        ))}
    </header>
  );
}

function Figure(props: { label: string; value: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>
        <span class="value">{props.value}</span>
        <span class="note">{props.children}</span>
      </dd>
    </div>
  );
}

function verdictWords({ check, plan: { bill } }: ReportSubject): string {
  const failing = groupsOf(check).failing.length;
  const over = bill.monthlyUSD > bill.budgetMonthlyUSD;
  if (failing > 0) return `${plural(failing, "finding")} to mend${over ? ", and over its budget" : ""}.`;
  if (over) return "it costs more than its budget.";
  return "every mandatory rule, within its budget.";
}

function Bill({ plan: { bill } }: ReportSubject) {
  const share = bill.monthlyUSD / bill.budgetMonthlyUSD;
  const over = share > 1;
  return (
    <Figure label="A month" value={wholeDollars(bill.monthlyUSD)}>
      <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="4" class="meter-all" />
        <rect width={Math.min(100, share * 100).toFixed(1)} height="4" class={over ? "meter-over" : "meter-used"} />
      </svg>
      {Math.round(share * 100)}% of the {wholeDollars(bill.budgetMonthlyUSD)} budget
    </Figure>
  );
}

function Regions({ regions, sites = [] }: Backbone) {
  return (
    <Figure label="Regions" value={regions.length}>
      {sites.length > 0 ? `and ${plural(sites.length, "site")} on premises` : "joined"}
    </Figure>
  );
}

function Accelerators({ pools }: Stack) {
  const kinds = new Map<string, number>();
  for (const { instanceType, nodes } of pools) {
    const accelerator = findInstanceType(instanceType)?.accelerator;
    const least = typeof nodes === "number" ? nodes : nodes.min;
    if (accelerator) kinds.set(accelerator.name, (kinds.get(accelerator.name) ?? 0) + least * accelerator.count);
  }
  const all = [...kinds.values()].reduce((sum, count) => sum + count, 0);
  const names = [...kinds].sort(([, a], [, b]) => b - a).map(([name, count]) => `${count} ${name}`);
  const shown = names.slice(0, 3).join(", ");
  return (
    <Figure label="Accelerators" value={all.toLocaleString("en-US")}>
      {names.length > 3 ? `${shown} and ${names.length - 3} more kinds` : shown || "none always on"}
    </Figure>
  );
}

function Policy({ check, rules }: ReportSubject) {
  const { failing, undetermined } = groupsOf(check);
  const rest = [
    `${rules.length} rules judged`,
    ...(undetermined.length > 0 ? [`${undetermined.length} undetermined`] : []),
  ];
  return (
    <Figure label="To mend" value={failing.length}>
      {rest.join(", ")}
    </Figure>
  );
}

function Resources({ plan: { summary, bill } }: ReportSubject) {
  return (
    <Figure label="Resources" value={summary.resources.toLocaleString("en-US")}>
      {bill.free} free, {plural(bill.notPriced.length, "charge")} not priced
    </Figure>
  );
}
