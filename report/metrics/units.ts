import type { Unit } from "../../catalog/dashboards";

const number = (value: number) => value.toLocaleString("en-US", { maximumSignificantDigits: 3 });

const prefixes = ["", "k", "M", "G", "T", "P"];

/** With the prefix that leaves one to three digits before the point: 12 kW. */
function prefixed(value: number, unit: string): string {
  // To three digits first: 999.9 is 1 k.
  const rounded = Number(value.toPrecision(3));
  const power = rounded === 0 ? 0 : Math.floor(Math.log10(Math.abs(rounded)) / 3);
  const index = Math.min(Math.max(power, 0), prefixes.length - 1);
  return `${number(rounded / 1000 ** index)} ${prefixes[index]}${unit}`.trimEnd();
}

/** A value in its panel's unit, to three digits. */
export const valueIn: Record<Unit, (value: number) => string> = {
  Bps: (value) => prefixed(value, "B/s"),
  celsius: (value) => `${number(value)} °C`,
  currencyUSD: (value) => `$${number(value)}`,
  megahertz: (value) => `${value.toLocaleString("en-US", { maximumFractionDigits: 0 })} MHz`,
  percent: (value) => `${number(value)}%`,
  percentunit: (value) => `${number(value * 100)}%`,
  pps: (value) => prefixed(value, "packets/s"),
  reqps: (value) => prefixed(value, "requests/s"),
  s: (value) => (value > 0 && value < 1 ? `${number(value * 1000)} ms` : `${number(value)} s`),
  short: (value) => prefixed(value, ""),
  watt: (value) => prefixed(value, "W"),
};
