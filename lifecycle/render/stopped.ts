import type { InterruptedOperation } from "../../engine/deployer";
import type { Diagnostic } from "../../engine/engine";
import type { Painter } from "../../plan/render/painter";
import { clock, nameOfUrn, plural } from "../../plan/render/words";
import { interruptedLines } from "./interrupted";

/** A run that was not brought to its end. */
export interface Stopped {
  stack: string;
  seconds?: number;
  /** URNs. */
  left: string[];
  errors: Pick<Diagnostic, "message" | "urn">[];
  next: string[];
  interrupted: InterruptedOperation[];
}

/** Most resources that are named as not done. */
const mostLeft = 10;

/** How far it came, why it stopped, what is left, and how to go on. */
export function stoppedLines(stopped: Stopped, goOn: string, paint: Painter): string[] {
  const { stack, seconds = 0, left, errors, next } = stopped;
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
    ...interruptedLines(stopped, paint),
    colours.bold("Next"),
    ...next.map((line) => `  ${line}`),
    `  ${goOn}`,
  ];
}
