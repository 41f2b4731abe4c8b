import { Painter, type TerminalOptions } from "../../plan/render/painter";
import { clock } from "../../plan/render/words";
import type { DeploymentReport } from "../report";
import { stoppedLines } from "./stopped";

/** What became of a deployment, and how to go on where it stopped. */
export function renderReport(report: DeploymentReport, options: TerminalOptions): string {
  const paint = new Painter(options);
  const lines = {
    deployed: () => deployed(report, paint),
    unchanged: () => [`${report.stack}: nothing to deploy, it stands as its stack file asks.`],
    refused: () => refused(report, paint),
    stopped: () => stoppedLines(report, goOn, paint),
  };
  return paint.page([lines[report.outcome]()]);
}

const goOn = "What was done stands, is recorded and is billed. The same command goes on where it stopped.";

function deployed({ stack, changes = {}, seconds = 0, outputs }: DeploymentReport, paint: Painter): string[] {
  const rows = Object.entries(outputs).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return [
    `${paint.colours.green("deployed")} ${paint.colours.bold(stack)} in ${clock(seconds)}: ${changesPhrase(changes)}`,
    ...(rows.length > 0 ? paint.table(rows, [], { cut: 1 }) : []),
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
