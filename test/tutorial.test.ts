import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aidc } from "./cli/aidc";

const page = readFileSync("docs/tutorial.md", "utf8");
const blocks = [...page.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)].map(([, kind, file, text]) => ({
  kind,
  file: file ?? "",
  text: text ?? "",
}));
const files = blocks.filter(({ kind }) => kind === "yaml");
const commands = blocks
  .filter(({ kind }) => kind === "console")
  .map(({ text }) => {
    const [, words = "", code = "0", shown = ""] =
      /^\$ aidc (.*?)(?: {2}# exit code (\d))?\n([\s\S]*)$/.exec(text) ?? [];
    return { words, code: Number(code), shown };
  });

const here = process.cwd();
const folder = mkdtempSync(join(tmpdir(), "aidc-tutorial-"));
beforeAll(() => {
  copyFileSync(resolve("stacks/base.yaml"), join(folder, "base.yaml"));
  for (const { file, text } of files) writeFileSync(join(folder, file), text);
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true, force: true });
});

/** What a page shows as a pattern: `…` for the rest of a line, a line of it for any lines; blank lines do not count. */
function patternOf(shown: string): RegExp {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const lines = shown
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (line === "…" ? "(?:.*\n)*?" : `${line.split("…").map(literal).join(".*")}\n`));
  return new RegExp(`^${lines.join("")}`);
}

it("shows files and commands", () => {
  expect(files.map(({ file }) => file)).toEqual(["mine.yaml", "typo.yaml", "open.yaml"]);
  expect(commands.length).toBeGreaterThan(6);
  expect(commands.filter(({ words, shown }) => words === "" || shown === "")).toEqual([]);
});

it.each(commands)("aidc $words prints what the page shows", async ({ words, code, shown }) => {
  const { stdout, stderr, status } = await aidc(...words.split(" "));
  const printed = `${stdout}${stderr}`.replace(/\n+/g, "\n").replaceAll(`${folder}/`, "");
  expect(printed).toMatch(patternOf(shown));
  expect(status).toBe(code);
});
