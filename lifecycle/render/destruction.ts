import { kindOf } from "../../plan/components";
import { Painter, type TerminalOptions } from "../../plan/render/painter";
import { clock, plural } from "../../plan/render/words";
import { type Destruction, type DestructionReport, obstacleTo } from "../destruction";
import type { Standing } from "../loss";
import { stoppedLines } from "./stopped";

/** What a user consents to: what is lost for good, what is in the way, what stays and is billed on. */
export function renderDestruction(destruction: Destruction, options: TerminalOptions): string {
  const paint = new Painter(options);
  const { colours } = paint;
  const { stack, loss, readers, excludeProtected, deleted } = destruction;
  const kept = excludeProtected ? "kept, with what they depend on" : "nothing goes while these are in the way";
  const sections = [
    [`${colours.bold(`Destroy ${stack}`)}  ${plural(deleted.length, "resource")} to go`],
    readBy(readers, paint),
    group(colours.yellow("Protected"), kept, loss.protected, paint),
    group(colours.red("Lost for good"), "with what they hold", loss.lost, paint),
    group("Stays in the cloud", "Pulumi forgets them; they are billed as before", loss.retained, paint),
    others(loss.others, paint),
    obstacleTo(destruction) === "protected" ? wayOut(destruction, paint) : [],
  ];
  return paint.page(sections);
}

function readBy(readers: readonly string[], paint: Painter): string[] {
  if (readers.length === 0) return [];
  return [
    `${paint.title(paint.colours.red("Read by"))}  ${readers.join(", ")}`,
    "  AWS refuses to delete what they are attached to, and their next deployment finds no outputs. Destroy them first, or take",
    "  `network.interconnect` out of their files and deploy them.",
  ];
}

function group(title: string, what: string, standing: Standing[], paint: Painter): string[] {
  if (standing.length === 0) return [];
  const { colours } = paint;
  return [
    `${paint.title(title)}  ${standing.length}, ${what}`,
    ...standing.flatMap(({ name, type, notes }) => [
      `  ${colours.bold(name)} ${colours.dim(`(${kindOf(type)})`)}`,
      ...notes.map((note) => `      ${note}`),
    ]),
  ];
}

function others(standing: Standing[], paint: Painter): string[] {
  if (standing.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { type } of standing) counts.set(kindOf(type), (counts.get(kindOf(type)) ?? 0) + 1);
  const kinds = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => (count === 1 ? kind : `${count} ${kind}`));
  return [
    `${paint.title("Goes too")}  ${standing.length}, which the stack file can make again`,
    `  ${paint.colours.dim(paint.options.verbose ? kinds.join(", ") : paint.cut(kinds.join(", "), paint.options.width - 2))}`,
  ];
}

/** Protection is there for a moment like this: who lifts it names what it is lifted from. */
function wayOut({ stack, loss }: Destruction, { colours }: Painter): string[] {
  const [first] = loss.protected;
  return [
    colours.bold("Next"),
    `  Keep them and destroy the rest: aidc destroy ${stack} --exclude-protected`,
    `  Or lift the protection of each on purpose: pulumi state unprotect --stack ${stack} '${first?.urn}'`,
  ];
}

/** What became of a destruction. */
export function renderReport(report: DestructionReport, options: TerminalOptions): string {
  const paint = new Painter(options);
  const { colours } = paint;
  const { stack, outcome, done, seconds = 0, loss } = report;
  if (outcome === "stopped")
    return `${stoppedLines(report, `What has gone has gone. Go on where it stopped: aidc destroy ${stack}`, paint).join("\n")}\n`;
  if (outcome === "nothing") return `${stack}: nothing stands that could be destroyed.\n`;
  if (outcome === "refused") return `${colours.red("not destroyed")} ${colours.bold(stack)}: it is protected.\n`;
  const stays = [...loss.protected, ...loss.retained];
  return [
    `${colours.green("destroyed")} ${colours.bold(stack)} in ${clock(seconds)}: ${plural(done.length, "resource")} gone`,
    stays.length > 0
      ? `  ${plural(stays.length, "resource")} still stand in the cloud: ${paint.cut(stays.map(({ name }) => name).join(", "), options.width)}`
      : `  \`pulumi stack rm ${stack}\` forgets the empty stack and its history.`,
    "",
  ].join("\n");
}
