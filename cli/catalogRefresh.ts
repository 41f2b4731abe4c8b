import { join } from "node:path";
import type { Command } from "commander";
import type { Change } from "../catalog/refresh/changes";
import { UseError } from "./failure";
import { waiting } from "./progress";
import { projectDirectory } from "./stacks";

interface RefreshOptions {
  write?: boolean;
  json?: boolean;
}

export function addCatalogRefresh(catalog: Command) {
  catalog
    .command("refresh")
    .description("Ask the live EC2 and Pricing APIs for instance types, offerings and prices, and show what differs.")
    .argument("[regions...]", "regions to ask (default: us-east-1)")
    .option("--write", "write the differences to catalog/facts")
    .option("--json", "the differences as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  AWS_PROFILE=ml aidc catalog refresh us-east-1 us-west-2 --write && git diff catalog/facts",
    )
    .action(refreshCommand);
}

async function refreshCommand(regions: string[], { write, json }: RefreshOptions) {
  const asked = regions.length > 0 ? regions : ["us-east-1"];
  const [{ readLiveRegion }, { currentFiles, refreshed }, { changesBetween }, { findRegion }] = await Promise.all([
    import("../catalog/refresh/live.js"),
    import("../catalog/refresh/refresh.js"),
    import("../catalog/refresh/changes.js"),
    import("../catalog/regions.js"),
  ]);
  const unknown = asked.find((region) => !findRegion(region));
  if (unknown) throw new UseError(`the catalogue has no region ${unknown}.`);
  const before = currentFiles(asked);
  const show = waiting("asking AWS", json);
  let after = before;
  try {
    for (const region of asked) {
      const live = await readLiveRegion(region, (text) => show.update(text)).catch((error: Error) =>
        refused(error, region),
      );
      after = refreshed(after, live, new Date().toISOString().slice(0, 10));
    }
  } finally {
    show.stop();
  }
  const changes = changesBetween(before, after);
  process.stdout.write(json ? `${JSON.stringify(changes, null, 2)}\n` : inWords(changes));
  if (write) {
    const { writeFactFile } = await import("../catalog/refresh/factFile.js");
    for (const [name, facts] of Object.entries(after)) {
      writeFactFile(join(projectDirectory, "catalog", "facts", `${name}.json`), facts);
    }
  } else if (changes.length > 0) {
    process.exitCode = 1;
  }
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
