import type { Command } from "commander";
import type { Parameter, Rule } from "../policies/rule";
import { UseError } from "./failure";

export function addPolicy(program: Command) {
  const policy = program
    .command("policy")
    .description("The rules that plans are judged by.")
    .addHelpText("after", "\nExample:\n  aidc policy explain EKS-01");
  policy
    .command("list")
    .description("Every rule with its pack and severity.")
    .option("--json", "as JSON")
    .addHelpText("after", "\nExample:\n  aidc policy list")
    .action(listCommand);
  policy
    .command("explain")
    .description("Why a rule is there, how to mend a finding, and the controls it stands for.")
    .argument("<rule>", "a rule's id")
    .option("--json", "as JSON")
    .addHelpText("after", "\nExample:\n  aidc policy explain EKS-01")
    .action(explainCommand);
}

async function listCommand({ json }: { json?: boolean }) {
  const { packs } = await import("../policies/registry.js");
  const rules = packs.flatMap((pack) =>
    pack.rules.map(({ id, severity, title }) => ({ id, pack: pack.name, severity, title })),
  );
  if (json) return print(rules);
  const [{ Painter }, { terminalOptions }] = await Promise.all([
    import("../plan/render/painter.js"),
    import("./terminal.js"),
  ]);
  const paint = new Painter(terminalOptions());
  const rows = rules.map(({ id, pack, severity, title }) => [id, pack, severity, title]);
  const lines = paint.table(rows);
  process.stdout.write(`${lines.map((line) => line.slice(2)).join("\n")}\n`);
}

async function explainCommand(id: string, { json }: { json?: boolean }) {
  const { findRule, ruleIds } = await import("../policies/registry.js");
  const found = findRule(id);
  if (!found) {
    const { closest } = await import("fastest-levenshtein");
    throw new UseError(
      `there is no rule ${id}. Did you mean ${closest(id.toUpperCase(), ruleIds())}? \`aidc policy list\` names them all.`,
    );
  }
  const { pack, rule } = found;
  if (json) return print({ pack: pack.name, ...described(rule) });
  const controls = Object.entries(rule.controls).map(
    ([framework, ids]) => `  ${framework}: ${[ids].flat().join(", ")}`,
  );
  const parameters = Object.entries(rule.parameters).map(
    ([name, parameter]) => `  ${name} (default ${defaultsOf(parameter)}): ${parameter.description}`,
  );
  const sections = [
    `${rule.id}  ${rule.title}\n${pack.name}, ${rule.severity}`,
    `Why\n  ${rule.rationale}`,
    `What to do\n  ${rule.remediation}${rule.remediate ? "\n  At the level `remediate` Pulumi does it by itself." : ""}`,
    ...(parameters.length > 0
      ? [`Parameters, under \`rules\` in the stack file as ${rule.id}\n${parameters.join("\n")}`]
      : []),
    ...(controls.length > 0 ? [`Controls\n${controls.join("\n")}`] : []),
  ];
  const [{ Painter }, { terminalOptions }] = await Promise.all([
    import("../plan/render/painter.js"),
    import("./terminal.js"),
  ]);
  process.stdout.write(new Painter(terminalOptions()).page(sections.map((section) => section.split("\n"))));
}

/** The default, and what it is in some environments and under some regimes. */
function defaultsOf({ default: value, byEnvironment, underCompliance }: Parameter): string {
  const others = Object.entries({ ...byEnvironment, ...underCompliance });
  return [JSON.stringify(value), ...others.map(([where, other]) => `${where} ${JSON.stringify(other)}`)].join("; ");
}

function described({ id, name, title, severity, rationale, remediation, controls, parameters }: Rule) {
  return { id, name, title, severity, rationale, remediation, controls, parameters };
}

function print(value: unknown) {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
