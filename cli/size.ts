import { type Command, Option } from "commander";
import type { SizingRequest } from "../sizing/planner/size";
import type { ServeEntry } from "../sizing/planner/workloads";
import type { TerminalOptions } from "../sizing/render/figures";
import { UseError } from "./failure";
import { quantity, rate, secondsOf, share, wholeNumber } from "./quantities";
import type { Asked, Sized, SizeOptions } from "./sizeAsked";

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
    .option("--serve <requests>", "serve so many requests a second instead of training", rate)
    .option("--prompt <tokens>", "of a request to serve (default: 1000)", wholeNumber)
    .option("--answer <tokens>", "of its answer (default: 300)", wholeNumber)
    .option("--first-token <time>", "longest time to the first token of an answer (default: 1s)")
    .option("--token <time>", "longest time between tokens (default: 50ms)")
    .addOption(new Option("--weights <bits>", "of a served weight (default: 16)").choices(["4", "8", "16"]))
    .option("--plot", "draw memory, time, price and goodput in the terminal")
    .option("--json", "the answer as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  aidc size --model llama-3-70b --tokens 2T --within 30d --prefer price\n  aidc size --model llama-3-70b --serve 20 --weights 8 --first-token 800ms",
    )
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
  const asked: Asked[] = options.file === undefined ? [commandLine(options)] : await askedIn(options.file, options);
  const answers: Sized[] = [];
  for (const each of asked) answers.push(await sizeOne(each));
  if (answers.some(({ found }) => !found)) process.exitCode = 1;
  const json = options.file === undefined ? answers[0]?.json : answers.map((answer) => answer.json);
  const text = answers.map((answer) => answer.text).join("\n");
  process.stdout.write(options.json ? `${JSON.stringify(json, null, 2)}\n` : text);
}

function commandLine({ serve, prompt, answer, firstToken, token, weights, ...options }: SizeOptions): Asked {
  if (serve === undefined) return options;
  const entry: ServeEntry = {
    requestsPerSecond: serve,
    ...(prompt !== undefined && { promptTokens: prompt }),
    ...(answer !== undefined && { answerTokens: answer }),
    ...(firstToken !== undefined && { firstToken }),
    ...(token !== undefined && { token }),
    ...(weights !== undefined && { weightBits: Number(weights) as 4 | 8 | 16 }),
  };
  return { ...options, serve: entry };
}

/** The workloads of a file, with what the command line says of them all. */
export async function askedIn(file: string, { serve: _, ...options }: SizeOptions): Promise<Asked[]> {
  const { readWorkloads, WorkloadsFileError } = await import("../sizing/planner/readWorkloads.js");
  const count = (value: string | number | undefined) => (value === undefined ? undefined : quantity(String(value)));
  try {
    return readWorkloads(file).map(({ tokens, batch, samples, bytesPerSample, ...entry }) => ({
      ...options,
      ...entry,
      ...defined({
        tokens: count(tokens),
        batch: count(batch),
        samples: count(samples),
        bytesPerSample: count(bytesPerSample),
      }),
    }));
  } catch (error) {
    if (error instanceof WorkloadsFileError) throw new UseError(error.message);
    throw error;
  }
}

function defined<T extends object>(values: T): { [key in keyof T]?: Exclude<T[key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

async function sizeOne(asked: Asked): Promise<Sized> {
  const { colour, wrap = false, width } = (await import("./terminal.js")).terminalOptions();
  const terminal = { colour, ...(wrap && { width }) };
  const { UnknownModelError } = await import("../sizing/planner/size.js");
  try {
    if (asked.cnn || asked.rnn) return await (await import("./sizeNetwork.js")).sizeOtherNetwork(asked, terminal);
    if (asked.serve) return await (await import("./sizeServing.js")).sizeServed(asked, asked.serve, terminal);
    return await sizeTraining(asked, terminal);
  } catch (error) {
    if (!(error instanceof UnknownModelError)) throw error;
    const { closest } = await import("fastest-levenshtein");
    const { modelNames } = await import("../catalog/models.js");
    throw new UseError(
      `${error.message}. Did you mean ${closest(error.model, modelNames())}? \`aidc size --model list\` names them all.`,
    );
  }
}

async function sizeTraining(asked: Asked, terminal: TerminalOptions): Promise<Sized> {
  const { size } = await import("../sizing/planner/size.js");
  const sized = size(await requestOf(asked), asked.region);
  const { chosen } = sized.answer;
  const comparisons = await compare(asked, sized, terminal.width);
  const { renderAnswer } = await import("../sizing/render/terminal.js");
  const plots = asked.plot && chosen ? [`${(await import("../sizing/render/plots.js")).renderPlots(chosen)}\n`] : [];
  return {
    json: { ...sized.answer, ...comparisons.json },
    text: [renderAnswer(sized.answer, terminal), ...comparisons.text, ...plots].join("\n"),
    found: chosen !== undefined,
  };
}

async function compare(
  { compare: what = [], maxNodes }: Pick<SizeOptions, "compare" | "maxNodes">,
  { plan, conditions }: ReturnType<(typeof import("../sizing/planner/size.js"))["size"]>,
  width: number | undefined,
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
    text.push(`Optimizers on ${best.offer.type.name}\n${optimizerRows(rows, width).join("\n")}\n`);
  }
  if (what.includes("strategies")) {
    const rows = compareStrategies(plan.workload, best, conditions);
    json.strategies = rows;
    text.push(`Strategies on ${best.nodes} ${best.offer.type.name}\n${strategyRows(rows, width).join("\n")}\n`);
  }
  return { json, text };
}

export async function requestOf(asked: Asked): Promise<SizingRequest> {
  const { tokens, within, prefer, sequence, batch, optimizer, precision, type, nodes, maxNodes, utilisation } = asked;
  return {
    model: asked.model ?? "",
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
