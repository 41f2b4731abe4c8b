import type { LinkLoad } from "../bandwidth";
import type { UsageAmount, UsageAssumptions } from "../bill";
import type { PlannedRun } from "../bill";
import type { PlanningFigures } from "../recovery/objectives";

/** Money and names as every renderer writes them. */
export const dollars = (amount: number) => amount.toLocaleString("en-US", { style: "currency", currency: "USD" });

/** A change of money with its sign, `no change` for none. */
export function signedDollars(amount: number): string {
  if (amount === 0) return "no change";
  return `${amount > 0 ? "+" : "−"}${dollars(Math.abs(amount))}`;
}

export const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

export const notPricedWords = (count: number) =>
  `${plural(count, "charge")} ${count === 1 ? "is" : "are"} not in the bill`;

/** The last part of a URN: the resource's name. */
export const nameOfUrn = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

/** Seconds in the largest unit that divides them; `none` for zero. */
export function duration(seconds: number): string {
  const units: [string, number][] = [
    ["d", 86400],
    ["h", 3600],
    ["min", 60],
  ];
  const [unit, size] = units.find(([, of]) => seconds >= of && seconds % of === 0) ?? ["s", 1];
  return seconds === 0 ? "none" : `${seconds / size} ${unit}`;
}

/** An assumed amount as people read it: `500`, or `100 to 10,000, likely 1,000`. */
export function amountWords(amount: UsageAmount): string {
  const figure = (value: number) => value.toLocaleString("en-US");
  if (typeof amount === "number") return figure(amount);
  return `${figure(amount.low)} to ${figure(amount.high)}, likely ${figure(amount.likely)}`;
}

/** Assumed uses, each with its key. */
export function usageWords(usage: UsageAssumptions, name = (key: string) => key): string[] {
  return Object.entries(usage).map(([key, amount]) => `${name(key)} ${amountWords(amount)}`);
}

/** What a link needs and has, in Gb/s, and what takes it. */
export function linkWords({ neededGbps, capacityGbps, degradedGbps, traffic, gbPerDay }: LinkLoad) {
  const figure = (value: number) => Number(value.toPrecision(2)).toLocaleString("en-US");
  const { low, likely, high } = neededGbps;
  const spread = low === high ? "" : `, ${figure(low)} to ${figure(high)}`;
  const degraded = degradedGbps === undefined ? "" : `, ${figure(degradedGbps)} with its best way lost`;
  return {
    needed: `${figure(likely)} Gb/s${spread}`,
    capacity: capacityGbps === null ? "no figure in the catalogue" : `${figure(capacityGbps)} Gb/s${degraded}`,
    traffic: `${traffic.join(", ")}, ${Math.round(gbPerDay.likely).toLocaleString("en-US")} GB a day`,
  };
}

/** A planned training run in columns: what, how long, at what price. */
export function runCells({ workload, model, tokens, nodes, reason, ...run }: PlannedRun): string[] {
  const what = `${model}, ${Number(tokens.toPrecision(3)).toLocaleString("en-US", { notation: "compact" })} tokens, ${plural(nodes, "node")}`;
  if (run.days === undefined) return [workload, what, reason ?? "", ""];
  const { usd, minimumUSD = NaN, maximumUSD = NaN } = run;
  const price =
    usd === undefined
      ? "its pool has no price"
      : `${dollars(usd)}, from ${dollars(minimumUSD)} to ${dollars(maximumUSD)}`;
  return [workload, what, `${run.days.toFixed(1)} days`, price];
}

/** Whole seconds as a clock shows them: `0:07`, `1:02:03`. */
export function clock(seconds: number): string {
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const two = (value = 0) => String(value).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** What the recovery times stand on where AWS promises none. */
export function planningWords({ controlPlaneMinutes, nodesMinutes, restoreMinutes }: PlanningFigures): string {
  return (
    `Planning figures: a cluster stands in ${controlPlaneMinutes} min, its nodes in ${nodesMinutes} more, a restore takes ${restoreMinutes}; ` +
    "put what you measured in `recovery.planning`."
  );
}
