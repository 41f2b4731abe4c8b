import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { aidc } from "./aidc";

/** The words of every command, from what `--help` lists. */
async function commands(words: string[] = []): Promise<string[][]> {
  const { stdout } = await aidc(...words, "--help");
  const listed = /\nCommands:\n([\s\S]*?)\n\n/.exec(`${stdout}\n\n`)?.[1] ?? "";
  const names = [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name ?? "").filter((name) => name !== "help");
  const below = await Promise.all(names.map((name) => commands([...words, name])));
  return [words, ...below.flat()];
}

describe("help", () => {
  it("has a sentence and an example for every command, which names the command", async () => {
    const all = await commands();
    expect(all.length).toBeGreaterThan(20);
    for (const words of all) {
      const { stdout, status } = await aidc(...words, "--help");
      expect(status).toBe(0);
      expect(stdout).toMatch(/\n[A-Z][^\n]+[\s\S]*\.\n/);
      expect(stdout).toMatch(
        new RegExp(`\nExamples?:\n[\\s\\S]*(aidc ${words.join(" ")}|<\\(aidc ${words.join(" ")})`),
      );
      expect(stdout).toContain("--quiet");
      expect(stdout).toContain("--verbose");
    }
  });

  it("offers JSON wherever a command has something to say", async () => {
    const all = await commands();
    const isGroup = (words: string[]) =>
      all.some((other) => other.length > words.length && words.every((word, i) => other[i] === word));
    const silent = ["completion"]; // A script for a shell.
    for (const words of all.filter((each) => !isGroup(each) && !silent.includes(each.join(" ")))) {
      expect((await aidc(...words, "--help")).stdout, words.join(" ")).toMatch(/^ {2}--json /m);
    }
  });

  it.each([
    [["paln"], "(Did you mean plan?)"],
    [["policy", "lits"], "(Did you mean list?)"],
    [["plan", "us-east-1", "--jsn"], "(Did you mean --json?)"],
  ])("tells of %j the nearest name", async (words, hint) => {
    const { status, stderr } = await aidc(...words);
    expect(stderr).toContain(hint);
    expect(status).toBe(2);
  });

  it("takes --quiet anywhere, and tells its version", async () => {
    expect((await aidc("catalog", "list", "--quiet")).status).toBe(0);
    expect((await aidc("--quiet", "catalog", "list")).status).toBe(0);
    expect((await aidc("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("completion", () => {
  // The library writes to the console, which is not this process's own under the test runner.
  const printed = (...args: string[]) => execFileSync(process.execPath, ["bin/aidc.js", ...args], { encoding: "utf8" });

  it("writes a script that bash can read, and answers what the script asks", () => {
    const script = printed("completion", "bash");
    execFileSync("bash", ["-n"], { input: script });
    expect(script).toContain("complete -F");
    expect(printed("complete", "--", "rep")).toContain("report\tA stack as one HTML page");
    expect(printed("complete", "--", "plan", "us-e")).toContain("us-east-1\t");
    expect(printed("complete", "--", "report", "us-east-1", "--out")).toContain("--output\t");
  });

  it("refuses a shell that it has no script for", async () => {
    const { status, stderr } = await aidc("completion", "csh");
    expect(status).toBe(2);
    expect(stderr).toContain("bash, zsh, fish, powershell");
  });
});
