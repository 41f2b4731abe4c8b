import { join } from "node:path";
import type { Command } from "commander";
import type { Change } from "../catalog/refresh/changes";
import type { CatalogueFiles } from "../catalog/refresh/refresh";
import { UseError } from "./failure";
import { waiting } from "./progress";
import { projectDirectory } from "./stacks";

interface RefreshOptions {
  prices?: boolean;
  offers?: string;
  write?: boolean;
  json?: boolean;
}

export function addCatalogRefresh(catalog: Command) {
  catalog
    .command("refresh")
    .description("Ask the live EC2 and Pricing APIs for instance types, offerings and prices, and show what differs.")
    .argument("[regions...]", "regions to ask (default: us-east-1)")
    .option("--prices", "only prices, of everything in a bill, from AWS's public offer files: needs no account")
    .option("--offers <url>", "a mirror of the offer files")
    .option("--write", "write the differences to catalog/facts")
    .option("--json", "the differences as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  aidc catalog refresh us-west-2 --prices\n  AWS_PROFILE=ml aidc catalog refresh us-east-1 us-west-2 --write && git diff catalog/facts",
    )
    .action(refreshCommand);
}

async function refreshCommand(regions: string[], options: RefreshOptions) {
  const { write, json } = options;
  const asked = regions.length > 0 ? regions : ["us-east-1"];
  const [{ currentFiles }, { changesBetween }, { findRegion, regionNames }] = await Promise.all([
    import("../catalog/refresh/refresh.js"),
    import("../catalog/refresh/changes.js"),
    import("../catalog/regions.js"),
  ]);
  const unknown = asked.find((region) => !findRegion(region));
  if (unknown) throw new UseError(`the catalogue has no region ${unknown}. It has ${regionNames().join(", ")}.`);
  const before = currentFiles(asked);
  const show = await waiting("asking AWS", { quiet: json ?? false });
  let after = before;
  const notes: string[] = [];
  try {
    for (const region of asked) {
      const tell = (text: string) => show.update(text);
      after = options.prices
        ? await fromOffers(after, region, options.offers, tell, notes)
        : await fromApis(after, region, tell);
    }
  } finally {
    show.stop();
  }
  const changes = changesBetween(before, after);
  process.stdout.write(json ? `${JSON.stringify(changes, null, 2)}\n` : [inWords(changes), ...notes].join("\n"));
  if (write) {
    const { writeFactFile } = await import("../catalog/refresh/factFile.js");
    for (const [name, facts] of Object.entries(after)) {
      writeFactFile(join(projectDirectory, "catalog", "facts", `${name}.json`), facts);
    }
  } else if (changes.length > 0) {
    process.exitCode = 1;
  }
}

const today = () => new Date().toISOString().slice(0, 10);

async function fromApis(files: CatalogueFiles, region: string, tell: (text: string) => void): Promise<CatalogueFiles> {
  const [{ readLiveRegion }, { refreshed }] = await Promise.all([
    import("../catalog/refresh/live.js"),
    import("../catalog/refresh/refresh.js"),
  ]);
  const live = await readLiveRegion(region, tell).catch((error: Error) => refused(error, region));
  return refreshed(files, live, today());
}

/** `notes` gets what the offer files leave open. */
async function fromOffers(
  files: CatalogueFiles,
  region: string,
  mirror: string | undefined,
  tell: (text: string) => void,
  notes: string[],
): Promise<CatalogueFiles> {
  const [{ OFFERS, readOffers }, { repriced }] = await Promise.all([
    import("../catalog/refresh/offers.js"),
    import("../catalog/refresh/refresh.js"),
  ]);
  const from = mirror ?? OFFERS;
  if (!/^https?:\/\//.test(from))
    throw new UseError(`--offers ${from} is no address of the web. ${OFFERS} is AWS's own.`);
  const offers = await readOffers(region, tell, from).catch((error: Error) => {
    const { message } = error.cause instanceof Error ? error.cause : error;
    throw new UseError(
      `${region}: the offer files can't be read: ${message}. Try again, or name a mirror with --offers.`,
    );
  });
  notes.push(...offers.unclear.map(({ item, reason }) => `${region} ${item}: stays as it is, ${reason}\n`));
  return repriced(files, offers, today());
}

/** What AWS refused, in words for whoever refreshes. */
async function refused(error: Error, region: string): Promise<never> {
  const { unanswered } = await import("../preflight/unanswered.js");
  const { found, next } = unanswered(error, region);
  throw new UseError(`${region}: ${found}. ${next}`);
}

function inWords(changes: Change[]): string {
  if (changes.length === 0) return "The catalogue says what AWS says.\n";
  const text = (value: unknown) =>
    Array.isArray(value) && typeof value[0] === "string" ? value.join(", ") : JSON.stringify(value);
  const lines = changes.map((change) => {
    const { type, fact } = change;
    if (!("before" in change)) return `+ ${type} ${fact}: ${text(change.after)}`;
    if (!("after" in change)) return `- ${type} ${fact}: ${text(change.before)}`;
    return `~ ${type} ${fact}: ${text(change.before)} -> ${text(change.after)}`;
  });
  return `${lines.join("\n")}\n\n${changes.length} facts differ. --write takes them; \`git diff catalog/facts\` shows them in the files.\n`;
}
