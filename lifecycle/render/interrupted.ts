import type { InterruptedOperation } from "../../engine/deployer";
import { Painter } from "../../plan/render/painter";
import { nameOfUrn } from "../../plan/render/words";

interface Cut {
  stack: string;
  interrupted: InterruptedOperation[];
}

/** What an update that was cut off had begun, and how its user finds out what became of it. */
export function interruptedLines({ stack, interrupted }: Cut, { colours }: Painter): string[] {
  if (interrupted.length === 0) return [];
  const created = interrupted.some(({ operation }) => operation === "creating");
  return [
    `${colours.yellow("warning")}: an update was cut off, and nobody knows what became of:`,
    ...interrupted.map(({ operation, urn, type }) => `  ${operation} ${colours.bold(nameOfUrn(urn))} (${type})`),
    ...(created
      ? [
          "  Deployed again, it may be made twice. Look in the cloud whether it stands;",
          `  \`pulumi refresh --stack ${stack}\` then asks of each whether to adopt it or to forget it.`,
        ]
      : [`  \`pulumi refresh --stack ${stack}\` asks the cloud.`]),
  ];
}
