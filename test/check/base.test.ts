import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBase } from "../../check/base";

let folder: string;
let project: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "aidc-base-"));
  project = join(folder, "project");
  mkdirSync(join(project, "stacks"), { recursive: true });
  write("stacks/one.yaml", "first\n");
  write("index.ts", "export const program = 1;\n");
  write("tsconfig.json", JSON.stringify({ compilerOptions: { outDir: "dist", types: [] }, include: ["index.ts"] }));
  write(".gitignore", ".cache\nnode_modules\n");
  symlinkSync(resolve("node_modules"), join(project, "node_modules"));
  git("init", "-q", "-b", "main");
  commit("first");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFileSync(join(project, file), text);
const git = (...args: string[]) => {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], { cwd: project, encoding: "utf8" }).trim();
};
function commit(message: string): string {
  git("add", "-A");
  git("commit", "-q", "-m", message);
  return git("rev-parse", "HEAD");
}

describe("a base", () => {
  it("is where the branches parted, with the commit's own stack files, planned by the present program", async () => {
    const parted = git("rev-parse", "HEAD");
    git("checkout", "-q", "-b", "change");
    write("stacks/one.yaml", "changed\n");
    git("checkout", "-q", "-m", "main");
    git("stash", "-q");
    write("stacks/one.yaml", "main has moved on\n");
    commit("second");
    git("checkout", "-q", "change");
    git("stash", "pop", "-q");
    const base = await openBase("main", project);
    expect(base).toMatchObject({ ref: "main", commit: parted, program: "same", programDirectory: project });
    expect(readFileSync(join(base.directory, "stacks/one.yaml"), "utf8")).toBe("first\n");
    expect(existsSync(join(base.directory, "dist"))).toBe(false);
    expect(await openBase("main", project)).toEqual(base);
  });

  it("is compiled where the program's code is another, once a commit", async () => {
    write("index.ts", "export const program = 2;\n");
    const base = await openBase("main", project);
    expect(base).toMatchObject({ program: "built", programDirectory: base.directory });
    const compiled = join(base.directory, "dist/index.js");
    expect(readFileSync(compiled, "utf8")).toContain("program = 1");
    writeFileSync(compiled, "// kept");
    await openBase("main", project);
    expect(readFileSync(compiled, "utf8")).toBe("// kept");
  });

  it("that does not exist is refused with what to do", async () => {
    await expect(openBase("origin/main", project)).rejects.toThrow(
      "there is no commit origin/main in this clone. Fetch it (git fetch origin main)",
    );
    await expect(openBase("--help", project)).rejects.toThrow("there is no commit --help");
  });

  it("that a shallow clone cut off is refused with how to fetch it", async () => {
    const shallow = join(folder, "shallow");
    execFileSync("git", ["clone", "-q", "--depth=1", "--branch", "main", `file://${project}`, shallow]);
    await expect(openBase("main~1", shallow)).rejects.toThrow(/history is cut off[\s\S]*fetch-depth: 0/);
    // Without common history, the commit itself is the base.
    const commit = git("rev-parse", "main");
    expect((await openBase("origin/main", shallow)).commit).toBe(commit);
  });

  it("needs a work tree", async () => {
    const bare = join(folder, "bare");
    execFileSync("git", ["clone", "-q", "--bare", project, bare]);
    await expect(openBase("main", bare)).rejects.toThrow(/is not in a git work tree/);
    await expect(openBase("main", tmpdir())).rejects.toThrow(/is not in a git work tree/);
  });
});
