import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Command } from "commander";
import type { EngineEvent } from "../engine/engine";
import type { Measured } from "../report/metrics/measured";
import type { ReportSubject } from "../report/subject";
import type { SizingAnswer } from "../sizing/planner/answer";
import { dayOf, exitCodeOf } from "./check";
import { UseError } from "./failure";
import { engineOf } from "./planStack";
import { progress, waiting } from "./progress";
import { secondsOf } from "./quantities";
import { type ChosenStack, chooseStack, projectDirectory } from "./stacks";
import { packageVersion } from "./version";

interface ReportOptions {
  output?: string;
  base?: string;
  workloads?: string;
  metrics?: string;
  since?: string;
  date?: string;
  json?: boolean;
}

export function addReport(program: Command) {
  program
    .command("report")
    .description("A stack as one HTML page to read, print and send: topology, bill, policies, recovery, training.")
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .option("-o, --output <file>", "where to write it; - prints it (default: STACK.html)")
    .option("--base <ref>", "say what differs from this branch, tag or commit, where the two parted")
    .option("--workloads <file>", "size the workloads of this YAML file too, as `aidc size --file` does")
    .option(
      "--metrics <url>",
      "draw the region's dashboards from this Prometheus: its address, or an Amazon workspace's ARN",
    )
    .option("--since <time>", "how far back the dashboards go, as 6h or 7d (default: 24h)")
    .option("--json", "what the page tells, as JSON on standard output instead of the page")
    .option("--date <day>", "judge as of this day, as 2027-01-31 (default: SOURCE_DATE_EPOCH's, or today)")
    .addHelpText("after", "\nExample:\n  aidc report us-east-1 --base origin/main --output us-east-1.html")
    .action(reportCommand);
}

async function reportCommand(name: string, options: ReportOptions) {
  const subject = chooseStack(name);
  const { output = `${subject.name}.html`, workloads } = options;
  if (options.json && options.output !== undefined) throw new UseError("choose one of --json and --output.");
  const sizings = workloads === undefined ? [] : await sizingsOf(workloads, subject.stack.region);
  const measured = await measuredOf(subject, options);
  const show = await progress(subject.name, options.json);
  try {
    const checked = await checkedOf(subject, options, show.onEvent);
    process.exitCode = exitCodeOf({ stacks: [checked.check], verdict: checked.check.verdict });
    if (options.json) {
      const { base, check, plan, rules, verdicts } = checked;
      const told = {
        schemaVersion: 1,
        ...(base && { base }),
        check,
        plan,
        rules,
        verdicts,
        sizings,
        ...(measured && { measured }),
      };
      process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
      return;
    }
    const { renderReport } = await import("../report/report.js");
    const { stack } = subject;
    const version = packageVersion();
    const html = await renderReport({ ...checked, stack, sizings, version, ...(measured && { measured }) });
    show.stop();
    if (output === "-") process.stdout.write(html);
    else write(output, html);
  } finally {
    show.stop();
  }
}

async function checkedOf(
  subject: ChosenStack,
  { base, date }: ReportOptions,
  onEvent: (event: EngineEvent) => void,
): Promise<Omit<ReportSubject, "stack" | "sizings" | "measured" | "version">> {
  const [{ checkOne }, day] = await Promise.all([import("../check/run.js"), dayOf(date)]);
  const { stack: check, ...rest } = await checkOne(subject, {
    engine: await engineOf("embedded"),
    projectDirectory,
    packs: [],
    baseline: new Set(),
    date: day,
    onEvent,
    ...(base !== undefined && { base }),
  });
  return { check, ...rest };
}

async function sizingsOf(file: string, region: string): Promise<SizingAnswer[]> {
  const [{ askedIn, requestOf }, { size, UnknownModelError }] = await Promise.all([
    import("./size.js"),
    import("../sizing/planner/size.js"),
  ]);
  try {
    const asked = await askedIn(file, { region, prefer: "price" });
    const trained = asked.filter(({ model, serve }) => model !== undefined && !serve);
    return await Promise.all(trained.map(async (each) => size(await requestOf(each), region).answer));
  } catch (error) {
    if (error instanceof UnknownModelError) throw new UseError(error.message);
    throw error;
  }
}

async function measuredOf(
  { stack }: ChosenStack,
  { metrics, since, json }: ReportOptions,
): Promise<Measured | undefined> {
  if (metrics === undefined) {
    if (since !== undefined) throw new UseError("--since is of --metrics: name the Prometheus to ask.");
    return undefined;
  }
  if (stack.kind !== "Region")
    throw new UseError("--metrics is of a region: a Backbone's dashboard is CloudWatch's, which draws it itself.");
  const seconds = await secondsOf(since ?? "24h", "--since");
  const [{ prometheusAt, PrometheusError }, { measure, windowTo }] = await Promise.all([
    import("../report/metrics/prometheus.js"),
    import("../report/metrics/measured.js"),
  ]);
  const show = await waiting("asking Prometheus", { quiet: json ?? false });
  try {
    return await measure(await prometheusAt(metrics), windowTo(new Date(), seconds));
  } catch (error) {
    throw error instanceof PrometheusError ? new UseError(`--metrics ${error.message}`) : error;
  } finally {
    show.stop();
  }
}

function write(file: string, text: string) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new UseError(`cannot write ${file}: ${(error as Error).message}`);
  }
  process.stderr.write(`wrote ${file}\n`);
}
