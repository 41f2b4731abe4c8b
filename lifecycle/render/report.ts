import { Painter, type TerminalOptions } from "../../plan/render/painter";
import { clock, nameOfUrn, plural } from "../../plan/render/words";
import type { DeploymentReport } from "../report";
import { interruptedLines } from "./interrupted";

/** What became of a deployment, and how to go on where it stopped. */
export function renderReport(report: DeploymentReport, options: TerminalOptions): string {
  const paint = new Painter(options);
  const lines = {
    deployed: () => deployed(report, paint),
    unchanged: () => [`${report.stack}: nothing to deploy, it stands as its stack file asks.`],
    refused: () => refused(report, paint),
    stopped: () => stopped(report, paint),
  };
  return `${lines[report.outcome]().join("\n")}\n`;
}

function deployed({ stack, changes = {}, seconds = 0, outputs }: DeploymentReport, paint: Painter): string[] {
  const rows = Object.entries(outputs).map(([name, value]) => [
    name,
    paint.cut(typeof value === "string" ? value : JSON.stringify(value), paint.options.width - 40),
  ]);
  return [
    `${paint.colours.green("deployed")} ${paint.colours.bold(stack)} in ${clock(seconds)}: ${changesPhrase(changes)}`,
    ...(rows.length > 0 ? paint.table(rows) : []),
  ];
}

const changesPhrase = (changes: Record<string, number>) =>
  Object.entries(changes)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ");

function refused({ stack, policy, errors, next }: DeploymentReport, paint: Painter): string[] {
  const [finding] = policy.findings.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const why = errors.length > 0 ? "its preview failed" : finding ? "a policy objects" : "no policy pack judged it";
  return [
    `${paint.colours.red("not deployed")} ${paint.colours.bold(stack)}: ${why}.`,
    ...next.map((line) => `  ${line}`),
    ...(finding && errors.length === 0
      ? [`  \`aidc policy explain ${finding.rule}\` says why and how to mend it.`]
      : []),
  ];
}

/** Most resources that are named as not done. */
const mostLeft = 10;

function stopped(report: DeploymentReport, paint: Painter): string[] {
  const { stack, seconds = 0, left, errors, next } = report;
  const { colours, options } = paint;
  const shown = options.verbose ? left : left.slice(0, mostLeft);
  const more = left.length - shown.length;
  return [
    `${colours.red("stopped")} ${colours.bold(stack)} after ${clock(seconds)}: ${plural(left.length, "resource")} left to do`,
    ...errors.flatMap(({ message, urn }) => [
      `  ${colours.red("failed")} ${urn === undefined ? "" : colours.bold(nameOfUrn(urn))}`.trimEnd(),
      ...message.split("\n").map((line) => `      ${line}`),
    ]),
    ...shown.map((urn) => `  left   ${nameOfUrn(urn)}`),
    ...(more > 0 ? [`  … and ${more} more: --verbose shows them all`] : []),
    ...interruptedLines(report, paint),
    colours.bold("Next"),
    ...next.map((line) => `  ${line}`),
    `  What was done stands, is recorded and is billed. Go on where it stopped: aidc up ${stack}`,
  ];
}
