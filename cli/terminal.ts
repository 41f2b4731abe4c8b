import { isColorSupported } from "picocolors";
import type { TerminalOptions } from "../plan/render/painter";

let everything = false;

/** Whether the commands that follow tell everything (`--verbose`). */
export function showEverything(shown: boolean) {
  everything = shown;
}

/** Whether what is written to `stream` is coloured: on a terminal that can, or where `FORCE_COLOR` asks for it. */
export const isColoured = (stream: NodeJS.WriteStream): boolean =>
  isColorSupported && (stream.isTTY || process.env.FORCE_COLOR !== undefined);

/** How standard output shows text. `COLUMNS` tells its width where it is no terminal. */
export function terminalOptions(): TerminalOptions {
  const told = Number(process.env.COLUMNS);
  const columns = process.stdout.columns ?? (told > 0 ? told : undefined);
  return {
    colour: isColoured(process.stdout),
    width: columns ?? 120,
    ...(columns !== undefined && { wrap: true }),
    ...(everything && { verbose: true }),
  };
}
