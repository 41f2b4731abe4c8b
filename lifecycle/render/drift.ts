import type { Drift, DriftedResource, PropertyDifference } from "../../engine/deployer";
import type { PropertyValue } from "../../engine/engine";
import { kindOf } from "../../plan/components";
import { Painter, type TerminalOptions } from "../../plan/render/painter";
import { nameOfUrn, plural } from "../../plan/render/words";
import { hintsFor } from "../hints";

/** How the cloud differs from what was deployed, by resource and property, and what to do. */
export function renderDrift(stack: string, drift: Drift, options: TerminalOptions): string {
  const paint = new Painter(options);
  const { colours } = paint;
  const { resources, drifted, errors } = drift;
  if (resources === 0 && errors.length === 0) return `${stack}: nothing stands that could have drifted.\n`;
  const verdict =
    errors.length > 0
      ? colours.yellow("not known")
      : drifted.length > 0
        ? colours.red("differs")
        : colours.green("none");
  const found = errors.length > 0 ? "" : `, ${drifted.length} differ`;
  const sections = [
    [
      `${colours.bold(stack)}  drift ${verdict}  ${colours.dim(`${plural(resources, "resource")} asked about${found}`)}`,
    ],
    ...drifted.map((resource) => resourceLines(resource, paint)),
    errors.flatMap(({ message, urn }) => [
      `${colours.red("error")} ${urn === undefined ? "" : colours.bold(nameOfUrn(urn))}`.trimEnd(),
      ...message.split("\n").map((line) => `    ${line}`),
    ]),
    next(stack, drift, paint),
  ];
  return paint.page(sections);
}

function resourceLines({ urn, type, kind, differences }: DriftedResource, paint: Painter): string[] {
  const { colours } = paint;
  const found = kind === "deleted" ? colours.red("gone from the cloud") : "";
  return [
    `${colours.bold(nameOfUrn(urn))} ${colours.dim(`(${kindOf(type)})`)}  ${found}`.trimEnd(),
    ...(differences.length > 0 ? paint.table(differences.map((each) => cells(each, paint))) : []),
  ];
}

/** Longer values are documents: that they differ is told, and `--json` has them whole. */
const longestValue = 60;

function cells({ path, deployed, cloud }: PropertyDifference, paint: Painter): string[] {
  const text = (value: PropertyValue | undefined) =>
    value === undefined ? paint.colours.dim("not set") : paint.cut(JSON.stringify(value), longestValue);
  return [path, text(deployed), "→", text(cloud)];
}

function next(stack: string, { drifted, errors }: Drift, { colours }: Painter): string[] {
  const hints = hintsFor(errors.map(({ message }) => message));
  if (drifted.length === 0) return hints.length > 0 ? [colours.bold("Next"), ...hints.map((line) => `  ${line}`)] : [];
  return [
    colours.bold("Next"),
    ...hints.map((line) => `  ${line}`),
    `  Take it into the stack's state, then plan what the stack file makes of it: pulumi refresh --stack ${stack} && aidc up ${stack}`,
  ];
}
