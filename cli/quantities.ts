import { InvalidArgumentError } from "commander";
import type { StringValue } from "ms";
import { countOf } from "../sizing/units";
import { UseError } from "./failure";

/** `2T`, `1.5B`, `300000`. */
export function quantity(text: string): number {
  const value = countOf(text);
  if (value === undefined) throw new InvalidArgumentError("write a count such as 2T, 500B or 4M.");
  return value;
}

/** `30d`, `2 weeks`, `50ms`, in seconds. `name` is the option or key that it was given to. */
export async function secondsOf(text: string, name = "--within"): Promise<number> {
  const { default: ms } = await import("ms");
  // `ms` takes a bare number for milliseconds.
  const value = /[a-z]/i.test(text) ? (ms(text as StringValue) as number | undefined) : undefined;
  if (value === undefined || !(value > 0))
    throw new UseError(`${name} ${text} is no time. Write one such as 30d, 2 weeks, 36h or 50ms.`);
  return value / 1000;
}

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError("write a whole number from 1.");
  return Number(text);
}

export function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError("write a share above 0 and at most 1, such as 0.4.");
  return value;
}

export function rate(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1e6)) throw new InvalidArgumentError("write requests a second, such as 20 or 0.5.");
  return value;
}
