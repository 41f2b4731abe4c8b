import { type Command, InvalidArgumentError, Option } from "commander";
import type { StringValue } from "ms";
import type { SizingRequest } from "../sizing/planner/size";
import { UseError } from "./failure";

interface SizeOptions {
  model?: string;
  file?: string;
  tokens?: number;
  within?: string;
  region: string;
  prefer: "price" | "time" | "energy";
  sequence?: number;
  batch?: number;
  optimizer?: SizingRequest["optimizer"];
  precision?: SizingRequest["precision"];
  type?: string[];
  nodes?: number;
  maxNodes?: number;
  utilisation?: number;
  compare?: ("optimizers" | "strategies")[];
  plot?: boolean;
  json?: boolean;
}

export function addSize(program: Command) {
  program
    .command("size")
    .description("How many of which accelerators a model needs, for how long, at what price, and whether it fits.")
    .option("--model <name>", "a model of the catalogue (`aidc size --model list` names them)")
    .option("--file <workloads>", "a YAML file of workloads, with models of the catalogue or your own")
    .option("--tokens <count>", "tokens to train on, for example 2T (default: 20 a parameter)", quantity)
    .option("--within <time>", "from start to finished model, for example 30d (the default)")
    .option("--region <region>", "where", "us-east-1")
    .addOption(new Option("--prefer <what>", "rank by").choices(["price", "time", "energy"]).default("price"))
    .option("--sequence <tokens>", "tokens of a sequence (default: the model's context)", quantity)
    .option("--batch <tokens>", "tokens of an optimizer step, for example 4M (default: by the model's size)", quantity)
    .addOption(
      new Option("--optimizer <name>", "default: adamw").choices(["sgd", "momentum", "adam", "adamw", "adam-8bit"]),
    )
    .addOption(
      new Option("--precision <name>", "default: mixed").choices([
        "fp32",
        "mixed",
        "mixed-fp32-gradients",
        "bf16",
        "fp8",
      ]),
    )
    .option("--type <types...>", "instance types to choose from (default: all with accelerators)")
    .option("--nodes <count>", "exactly so many nodes", wholeNumber)
    .option("--max-nodes <count>", "at most so many nodes (default: 1024)", wholeNumber)
    .option("--utilisation <share>", "model FLOPs utilisation to reckon with, for example 0.4", share)
    .addOption(
      new Option("--compare <what...>", "optimizers or strategies, on the best type").choices([
        "optimizers",
        "strategies",
      ]),
    )
    .option("--plot", "draw memory, time, price and goodput in the terminal")
    .option("--json", "the answer as JSON")
    .addHelpText("after", "\nExample:\n  aidc size --model llama-3-70b --tokens 2T --within 30d --prefer price")
    .action(sizeCommand);
}

async function sizeCommand(options: SizeOptions) {
  const { modelNames } = await import("../catalog/models.js");
  if (options.model === "list") {
    process.stdout.write(`${modelNames().join("\n")}\n`);
    return;
  }
  if ((options.model === undefined) === (options.file === undefined))
    throw new UseError("say which model, or which file of workloads: --model llama-3-70b, or --file workloads.yaml.");
  await checkPlace(options);
  const asked: Asked[] = options.file === undefined ? [options as Asked] : await askedIn(options.file, options);
  const answers: { json: object; text: string }[] = [];
  for (const each of asked) answers.push(await sizeOne(each));
  const json = options.file === undefined ? answers[0]?.json : answers.map((answer) => answer.json);
  const text = answers.map((answer) => answer.text).join("\n");
  process.stdout.write(options.json ? `${JSON.stringify(json, null, 2)}\n` : text);
}

/** One workload of the command line or of a file. */
interface Asked extends Omit<SizeOptions, "model"> {
  name?: string;
  model: SizingRequest["model"];
}

export async function askedIn(file: string, options: SizeOptions): Promise<Asked[]> {
  const { readWorkloads, WorkloadsFileError } = await import("../sizing/planner/workloads.js");
  try {
    return readWorkloads(file).map(({ tokens, batch, ...entry }) => ({
      ...options,
      ...entry,
      ...(tokens !== undefined && { tokens: quantity(String(tokens)) }),
      ...(batch !== undefined && { batch: quantity(String(batch)) }),
    }));
  } catch (error) {
    if (error instanceof WorkloadsFileError) throw new UseError(error.message);
    throw error;
  }
}

async function sizeOne(asked: Asked): Promise<{ json: object; text: string }> {
  const { size, UnknownModelError } = await import("../sizing/planner/size.js");
  try {
    const sized = size(await requestOf(asked), asked.region);
    const { chosen } = sized.answer;
    if (!chosen) process.exitCode = 1;
    const comparisons = await compare(asked, sized);
    const { renderAnswer } = await import("../sizing/render/terminal.js");
    const { isColorSupported } = await import("picocolors");
    const colour = isColorSupported && (process.stdout.isTTY || process.env.FORCE_COLOR !== undefined);
    const plots = asked.plot && chosen ? [`${(await import("../sizing/render/plots.js")).renderPlots(chosen)}\n`] : [];
    return {
      json: { ...sized.answer, ...comparisons.json },
      text: [renderAnswer(sized.answer, { colour }), ...comparisons.text, ...plots].join("\n"),
    };
  } catch (error) {
    if (!(error instanceof UnknownModelError)) throw error;
    const { closest } = await import("fastest-levenshtein");
    const { modelNames } = await import("../catalog/models.js");
    throw new UseError(
      `${error.message}. Did you mean ${closest(error.model, modelNames())}? \`aidc size --model list\` names them all.`,
    );
  }
}

async function compare(
  { compare: what = [], maxNodes }: Pick<SizeOptions, "compare" | "maxNodes">,
  { plan, conditions }: ReturnType<(typeof import("../sizing/planner/size.js"))["size"]>,
): Promise<{ json: Record<string, unknown>; text: string[] }> {
  const [best] = plan.ranked;
  if (!best || what.length === 0) return { json: {}, text: [] };
  const { compareOptimizers, compareStrategies } = await import("../sizing/planner/compare.js");
  const { DEFAULT_MAX_NODES } = await import("../sizing/planner/size.js");
  const { optimizerRows, strategyRows } = await import("../sizing/render/comparison.js");
  const json: Record<string, unknown> = {};
  const text: string[] = [];
  if (what.includes("optimizers")) {
    const most = maxNodes ?? DEFAULT_MAX_NODES;
    const rows = compareOptimizers(plan.workload, best.offer, plan.prefer, conditions, most);
    json.optimizers = rows.map(({ best: run, ...row }) => ({
      ...row,
      ...(run && { nodes: run.nodes, days: run.run.wallSeconds / 86_400, usd: run.price?.usd }),
    }));
    text.push(`Optimizers on ${best.offer.type.name}\n${optimizerRows(rows).join("\n")}\n`);
  }
  if (what.includes("strategies")) {
    const rows = compareStrategies(plan.workload, best, conditions);
    json.strategies = rows;
    text.push(`Strategies on ${best.nodes} ${best.offer.type.name}\n${strategyRows(rows).join("\n")}\n`);
  }
  return { json, text };
}

export async function requestOf(asked: Asked): Promise<SizingRequest> {
  const { tokens, within, prefer, sequence, batch, optimizer, precision, type, nodes, maxNodes, utilisation } = asked;
  return {
    model: asked.model,
    prefer,
    ...(asked.name !== undefined && { name: asked.name }),
    ...(tokens !== undefined && { tokens }),
    ...(within !== undefined && { withinSeconds: await secondsOf(within) }),
    ...(sequence !== undefined && { sequence }),
    ...(batch !== undefined && { batchTokens: batch }),
    ...(optimizer && { optimizer }),
    ...(precision && { precision }),
    ...(type && { instanceTypes: type }),
    ...(nodes !== undefined && { nodes }),
    ...(maxNodes !== undefined && { maxNodes }),
    ...(utilisation !== undefined && { utilisation }),
  };
}

async function checkPlace({ region, type = [] }: SizeOptions) {
  const { regionNames } = await import("../catalog/regions.js");
  const { acceleratorTypes } = await import("../sizing/planner/offers.js");
  const { closest } = await import("fastest-levenshtein");
  if (!regionNames().includes(region))
    throw new UseError(
      `there is no region ${region} in the catalogue. Did you mean ${closest(region, regionNames())}?`,
    );
  for (const name of type)
    if (!acceleratorTypes().includes(name))
      throw new UseError(
        `${name} is no accelerator type of the catalogue. Did you mean ${closest(name, acceleratorTypes())}?`,
      );
}

const UNITS: Record<string, number> = { "": 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** `2T`, `1.5B`, `300000`. */
function quantity(text: string): number {
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)\s*([kKmMbBtT]?)$/.exec(text.trim()) ?? [];
  const value = Number(digits) * (UNITS[unit.toUpperCase()] ?? NaN);
  if (!(value >= 1)) throw new InvalidArgumentError("write a count such as 2T, 500B or 4M.");
  return Math.round(value);
}

async function secondsOf(text: string): Promise<number> {
  const { default: ms } = await import("ms");
  const value = text.trim() === "" ? undefined : (ms(text as StringValue) as number | undefined);
  if (value === undefined || !(value > 0))
    throw new UseError(`--within ${text} is no time. Write one such as 30d, 2 weeks or 36h.`);
  return value / 1000;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError("write a whole number from 1.");
  return Number(text);
}

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError("write a share above 0 and at most 1, such as 0.4.");
  return value;
}
