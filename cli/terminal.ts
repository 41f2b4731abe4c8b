import { isColorSupported } from "picocolors";
import type { TerminalOptions } from "../plan/render/painter";

/** How standard output shows text. */
export function terminalOptions(verbose = false): TerminalOptions {
  return {
    colour: isColorSupported && (process.stdout.isTTY || process.env.FORCE_COLOR !== undefined),
    width: process.stdout.columns ?? 120,
    ...(verbose ? { verbose } : {}),
  };
}
