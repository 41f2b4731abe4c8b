import { componentsOf, kindOf } from "../../plan/components";
import type { ResourceDifference } from "../../plan/check/check";
import { losesState } from "../../plan/check/difference";
import type { Plan } from "../../plan/plan";
import { countsPhrase } from "../../plan/render/check/headline";
import { cost, lostState } from "../../plan/render/check/terminal";
import { Painter, type TerminalOptions } from "../../plan/render/painter";
import { messages, policy } from "../../plan/render/terminal";
import type { Deployment } from "../deployment";
import { interruptedLines } from "./interrupted";

/** What a user consents to: every change as a tree, what the packs say, what it costs, what an earlier update left open. */
export function renderDeployment(deployment: Deployment, options: TerminalOptions): string {
  const paint = new Painter(options);
  const { plan } = deployment;
  const { stack, region, environment, file } = plan;
  const sections = [
    [`${paint.colours.bold(stack)} ${paint.colours.dim(`· ${region} · ${environment} · ${file}`)}`],
    changes(deployment, paint),
    policy(plan, paint),
    cost(deployment.cost, paint),
    messages(plan, paint),
    interruptedLines(deployment, paint),
  ];
  return paint.page(sections);
}

function changes({ plan, difference, outputs }: Deployment, paint: Painter): string[] {
  const same = plan.summary.changes.same ?? 0;
  const counts = `${countsPhrase(difference.counts)}${same > 0 ? `, ${same} as they are` : ""}`;
  return [
    `${paint.title("Resources")}  ${counts}`,
    ...lostState(difference.changes, paint),
    ...branches(plan, difference.changes).flatMap((branch) => branchLines(branch, paint)),
    ...(outputs.length > 0 ? [`  outputs  ${outputs.join(", ")}`] : []),
  ];
}

interface Branch {
  /** A component below the region, or what stands for the rest. */
  name: string;
  changes: ResourceDifference[];
}

/** Changes by the component that makes them, in the plan's order; what no component has any more comes last. */
function branches({ resources }: Pick<Plan, "resources">, changes: ResourceDifference[]): Branch[] {
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const components = componentsOf(resources).flatMap(({ root, components }) =>
    components.map(({ name, kind }) => ({ name, kind, root: root.urn })),
  );
  const heads = new Map(
    resources
      .filter(({ parent, name, type }) =>
        components.some((each) => each.root === parent && each.name === name && each.kind === kindOf(type)),
      )
      .map(({ urn, name }) => [urn, name]),
  );
  const headOf = (urn: string | undefined): string | undefined =>
    urn === undefined ? undefined : (heads.get(urn) ?? headOf(parents.get(urn)));
  const byHead = groupBy(changes, ({ urn }) => headOf(urn) ?? (parents.has(urn) ? "stack" : "no longer asked for"));
  return [...heads.values(), "stack", "no longer asked for"].flatMap((name) => {
    const own = byHead.get(name);
    return own ? [{ name, changes: own }] : [];
  });
}

function groupBy<K, T>(items: T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** More than these of one component are told as counts. */
const mostLines = 6;

function branchLines({ name, changes }: Branch, paint: Painter): string[] {
  const { colours, options } = paint;
  const colour = { create: colours.green, update: colours.yellow, replace: colours.red, delete: colours.red };
  const loud = changes.filter(({ kind }) => kind === "replace" || kind === "delete").filter((one) => !losesState(one));
  const quiet = changes.filter(({ kind }) => kind === "create" || kind === "update");
  const all = options.verbose || quiet.length <= mostLines;
  const rows = [...loud, ...(all ? quiet : [])].map(({ kind, name, type, keys }) => [
    `  ${colour[kind](kind)}`,
    name,
    colours.dim(kindOf(type)),
    colours.dim(keys.join(", ")),
  ]);
  const folded = all ? [] : [...groupBy(quiet, ({ kind }) => kind)].map(([kind, some]) => foldedLine(kind, some));
  return [
    `  ${colours.bold(name)}`,
    ...(rows.length > 0 ? paint.table(rows, [], { cut: 3 }) : []),
    ...folded.map(([kind, text]) => `    ${colour[kind](kind)}  ${paint.cut(text, options.width - 14)}`),
  ];
}

function foldedLine(kind: ResourceDifference["kind"], some: ResourceDifference[]) {
  const kinds = [...groupBy(some, ({ type }) => kindOf(type))].sort(([, a], [, b]) => b.length - a.length);
  const text = kinds.map(([of, { length }]) => (length === 1 ? of : `${length} ${of}`)).join(", ");
  return [kind, `${some.length}: ${text}`] as const;
}
