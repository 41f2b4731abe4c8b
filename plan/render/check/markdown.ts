import type { Check, CheckedFinding, CostChange, Difference, RuleInfo, StackCheck } from "../../check/check";
import { losesState } from "../../check/difference";
import { isBroken } from "../../check/findings";
import { dollars, nameOfUrn, plural, signedDollars, usageWords } from "../words";
import { countsPhrase, groupsOf, headlineOf, judgedPhrase } from "./headline";

/** Finds the comment of an earlier run, to be updated in place. */
export const commentMarker = "<!-- aidc check -->";

/** GitHub refuses longer comments. */
export const longestComment = 65_536;

/** How many rows a list shows before it says how many more there are: the most that fit are shown. */
const lengths = [Infinity, 200, 50, 20, 5, 1];

/** The result as a pull request's comment: the verdict and what is lost in the open, detail folded. At most 65,536 characters. */
export function renderMarkdown(check: Check): string {
  for (const rows of lengths) {
    const text = page(check, rows);
    if (text.length <= longestComment) return text;
  }
  // Very many stacks: the headline alone.
  return [
    commentMarker,
    `## ${icon(check.verdict)} ${headlineOf(check)}`,
    "The detail is too long for a comment.",
    "",
  ].join("\n\n");
}

function page(check: Check, rows: number): string {
  const rules = new Map(check.rules.map((rule) => [rule.id, rule]));
  return [
    commentMarker,
    `## ${icon(check.verdict)} ${headlineOf(check)}`,
    ...check.stacks.flatMap((stack) => stackSection(stack, { rules, rows, alone: check.stacks.length === 1 })),
    ...check.removedStacks.map(
      (stack) =>
        `⚠️ **${stack}** has no stack file any more. What it made still stands: \`pulumi destroy --stack ${stack}\`.`,
    ),
    footer(check),
    "",
  ].join("\n\n");
}

const icon = (verdict: Check["verdict"]) => (verdict === "pass" ? "✅" : "❌");

interface Page {
  rules: Map<string, RuleInfo>;
  rows: number;
  alone: boolean;
}

function stackSection(stack: StackCheck, page: Page): string[] {
  const { file, region, environment } = stack;
  const place = [region, environment, `\`${file}\``].filter(Boolean).join(" · ");
  return [
    `### ${page.alone ? "" : `${icon(stack.verdict)} `}${escape(stack.stack)}\n\n${place}`,
    ...stack.diagnostics
      .filter(({ severity }) => severity !== "info")
      .map(({ severity, message }) => quote(severity, message)),
    ...(stack.difference ? differenceSection(stack.difference, page) : []),
    ...(isBroken(stack) ? [] : policySection(stack, page)),
    ...(stack.cost && !isBroken(stack) ? costSection(stack.cost, page) : []),
  ];
}

function quote(severity: string, message: string): string {
  return `> [!${severity === "error" ? "CAUTION" : "WARNING"}]\n> ${escape(message).replaceAll("\n", "\n> ")}`;
}

function differenceSection({ counts, changes }: Difference, { rows }: Page): string[] {
  const lost = changes.filter(losesState);
  const others = changes.filter((change) => !losesState(change));
  const alarm =
    lost.length === 0
      ? []
      : [
          [
            "> [!CAUTION]",
            `> **${plural(lost.length, "stateful resource")} would lose what ${lost.length === 1 ? "it holds" : "they hold"}:**`,
            ...some(lost, rows, ({ kind, name, type, protect, keys }) => {
              const why = keys.length > 0 ? `, because of ${keys.map(code).join(", ")}` : "";
              return `> - **${kind}** ${code(name)} (${code(type)})${why}${protect ? ", **protected**" : ""}`;
            }).map((line) => (line.startsWith(">") ? line : `> - ${line}`)),
          ].join("\n"),
        ];
  const table = [
    "| change | resource | type | because of |",
    "|---|---|---|---|",
    ...some(others, rows, ({ kind, name, type, keys }) =>
      row(kind, code(name), code(type), keys.slice(0, 6).map(code).join(", ")),
    ).map((line) => (line.startsWith("|") ? line : row(line, "", "", ""))),
  ];
  const title = `<b>Resources</b>: ${countsPhrase(counts)}`;
  return [...alarm, others.length > 0 ? folded(title, table.join("\n")) : `**Resources**: ${countsPhrase(counts)}`];
}

function policySection(stack: StackCheck, page: Page): string[] {
  const { failing, advisory, undetermined, excepted, baselined } = groupsOf(stack);
  const fold = (title: string, findings: CheckedFinding[], open = false) =>
    findings.length === 0 ? [] : [folded(`${title} (${findings.length})`, findingTable(findings, page), open)];
  return [
    `**Policy**: ${judgedPhrase(stack)}`,
    ...(failing.length > 0 ? [findingTable(failing, page)] : []),
    ...failing.slice(0, Math.min(page.rows, 20)).flatMap((finding, index, all) => remedy(finding, all.slice(0, index))),
    ...fold("Advice", advisory),
    ...fold("Known only once deployed", undetermined),
    ...fold("Excepted", excepted),
    ...fold("In the baseline", baselined),
    ...fold("🎉 Fixed", stack.fixed),
  ];
}

function findingTable(findings: CheckedFinding[], { rules, rows }: Page): string {
  return [
    "| | rule | finding | where |",
    "|---|---|---|---|",
    ...some(findings, rows, (finding) => {
      const { severity, status, rule, message } = finding;
      const uri = rules.get(rule)?.helpUri;
      const link = uri ? `[${rule}](${uri})` : escape(rule);
      return row(`${status === "new" ? "**new** " : ""}${severity}`, link, lines(message), whereOf(finding));
    }).map((line) => (line.startsWith("|") ? line : row("", "", line, ""))),
  ].join("\n");
}

/** How to mend a rule's findings, said once a rule. */
function remedy({ rule, remediation }: CheckedFinding, earlier: CheckedFinding[]): string[] {
  if (!remediation || earlier.some((one) => one.rule === rule)) return [];
  return [`- **${escape(rule)}**: ${inert(remediation)}`];
}

function whereOf({ location, resource, urn }: CheckedFinding): string {
  const name = resource?.name ?? (urn ? nameOfUrn(urn) : "");
  return [...(location ? [code(`${location.file}:${location.line}`)] : []), ...(name ? [escape(name)] : [])].join(
    "<br>",
  );
}

function costSection(cost: CostChange, { rows }: Page): string[] {
  const { monthlyUSD, maximumMonthlyUSD, concerns, budgetMonthlyUSD, overBudget, notPriced, usage } = cost;
  const compares = monthlyUSD.before !== undefined;
  const cells = ({ before, after, change }: CostChange["monthlyUSD"]) =>
    compares ? [dollars(before ?? 0), dollars(after), signedDollars(change ?? 0)] : [dollars(after)];
  const table = [
    compares ? "| monthly | before | after | change |\n|---|--:|--:|--:|" : "| monthly | |\n|---|--:|",
    ...concerns.map(({ concern, ...change }) => row(concern, ...cells(change))),
    row("**total**", ...cells(monthlyUSD).map((cell) => `**${cell}**`)),
    row("with pools and use at their most", ...cells(maximumMonthlyUSD)),
  ];
  const share = `${Math.round((monthlyUSD.after / budgetMonthlyUSD) * 100)}% of the ${dollars(budgetMonthlyUSD)} budget`;
  const change = compares ? `, ${signedDollars(monthlyUSD.change ?? 0)}` : "";
  const left = notPriced.reduce((sum, { count }) => sum + count, 0);
  const assumed = usageWords(usage, code);
  const list = some(notPriced, rows, ({ item, reason, count }) => `- ${count} × ${escape(item)}: ${escape(reason)}`);
  return [
    `**Cost**: ${dollars(monthlyUSD.after)} a month${change}; ${overBudget ? `**❌ ${share}**` : share}`,
    folded("Cost by concern", table.join("\n")),
    ...(left > 0
      ? [folded(`Not priced (${left})`, [...list, "", `The bill assumes ${assumed.join("; ")}.`].join("\n"))]
      : []),
  ];
}

function footer({ date, base, baseline }: Check): string {
  const parts = [
    ...(base ? [`compared with ${code(base.ref)} (${base.commit.slice(0, 12)})`] : []),
    `judged on ${date}`,
    ...(baseline
      ? [`${plural(baseline.findings, "finding")} in ${code(baseline.file)}, ${baseline.fixed} of them fixed`]
      : []),
  ];
  return `<sub>\`aidc check\`: ${parts.join("; ")}. \`aidc policy explain RULE\` says why and how.</sub>`;
}

/** The first rows, and how many more there are. */
function some<T>(items: readonly T[], most: number, render: (item: T) => string): string[] {
  const shown = items.slice(0, most).map(render);
  return items.length > most ? [...shown, `… and ${items.length - most} more`] : shown;
}

function folded(title: string, body: string, open = false): string {
  return `<details${open ? " open" : ""}><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

const row = (...cells: string[]) => `| ${cells.join(" | ")} |`;

const lines = (text: string) => escape(text).replaceAll("\n", "<br>");

/** A name between backticks; a stray backtick or pipe cannot end it or the table's cell. */
const code = (text: string) => `\`${text.replaceAll("`", "'").replaceAll("|", "\\|").replaceAll("\n", " ")}\``;

/** Text that is Markdown itself: without HTML, and mentioning nobody. */
const inert = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("@", "&#64;");

/** Text that Markdown and HTML leave as it is, and that mentions nobody. */
function escape(text: string): string {
  return inert(text.replace(/[\\`*_[\]#|~]/g, (character) => `\\${character}`));
}
