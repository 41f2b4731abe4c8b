import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { EngineError } from "../engine/engine";
import type { Base } from "../plan/check/check";

const run = promisify(execFile);

/** A commit's files, ready to be planned. */
export interface OpenBase extends Base {
  /** The commit's files of the project. */
  directory: string;
  /** Whose compiled program plans them: the project's own, or the base's. */
  programDirectory: string;
}

/** What decides which resources a stack file becomes. Of anything else, a change needs no build of the base. */
const programFiles = [
  "index.ts",
  "components",
  "spec",
  "catalog",
  "sizing",
  "workloads/cleaning",
  "package-lock.json",
  "tsconfig.json",
  "Pulumi.yaml",
];

const keptDays = 7;

/**
 * The files of the commit where `ref` and the present one parted, in `.cache/base/<commit>`. Where the program's code is another,
 * the base's is compiled there, once a commit, against the present packages.
 *
 * @throws EngineError where there is no such commit, git or tar, or the base does not compile.
 */
export async function openBase(ref: string, projectDirectory: string): Promise<OpenBase> {
  const git = new Git(projectDirectory);
  await git.requireRepository();
  const commit = await git.commonCommit(ref);
  const cache = join(projectDirectory, ".cache", "base");
  const directory = join(cache, commit);
  if (!existsSync(directory)) await extract(git, commit, cache, directory);
  prune(cache, commit);
  const same = await git.succeeds("diff", "--quiet", commit, "--", ...programFiles);
  if (same) return { ref, commit, program: "same", directory, programDirectory: projectDirectory };
  await build(directory, projectDirectory, commit);
  return { ref, commit, program: "built", directory, programDirectory: directory };
}

class Git {
  constructor(private readonly directory: string) {}

  async requireRepository() {
    if ((await this.text("rev-parse", "--is-inside-work-tree").catch(() => "")) === "true") return;
    throw new EngineError(
      `--base needs the history of the stack files, and ${this.directory} is not in a git work tree. Run it in a clone, or without --base.`,
    );
  }

  /** Where the branches parted, so that what others changed since is not taken for a change of this one. */
  async commonCommit(ref: string): Promise<string> {
    const commit = await this.text("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`).catch(
      () => "",
    );
    if (commit) return (await this.text("merge-base", commit, "HEAD").catch(() => "")) || commit;
    const shallow = (await this.text("rev-parse", "--is-shallow-repository").catch(() => "")) === "true";
    const branch = ref.replace(/^origin\//, "");
    throw new EngineError(
      shallow
        ? `this clone's history is cut off and has no ${ref}. Fetch it: git fetch --depth=1 origin ${branch}:refs/remotes/origin/${branch} (with actions/checkout: fetch-depth: 0).`
        : `there is no commit ${ref} in this clone. Fetch it (git fetch origin ${branch}), or name another: a branch, a tag or a commit.`,
    );
  }

  async text(...args: string[]): Promise<string> {
    return (await run("git", args, { cwd: this.directory, maxBuffer: 2 ** 30 })).stdout.trim();
  }

  async succeeds(...args: string[]): Promise<boolean> {
    return this.text(...args).then(
      () => true,
      () => false,
    );
  }
}

/** Whole or not at all: an interrupted run leaves nothing that a later one would take for the commit. */
async function extract(git: Git, commit: string, cache: string, directory: string) {
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, "partial-"));
  const archive = join(scratch, "files.tar");
  const files = join(scratch, "files");
  mkdirSync(files);
  try {
    const prefix = await git.text("rev-parse", "--show-prefix");
    await git.text("archive", "--format=tar", "-o", archive, `${commit}${prefix ? `:${prefix}` : ""}`);
    await run("tar", ["-xf", archive, "-C", files]);
    renameSync(files, directory);
  } catch (error) {
    if (!existsSync(directory)) throw new EngineError(`the base ${commit} cannot be read: ${detail(error)}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function build(directory: string, projectDirectory: string, commit: string) {
  const done = join(directory, ".built");
  if (existsSync(done)) return;
  const packages = join(directory, "node_modules");
  if (!existsSync(packages)) symlinkSync(join(projectDirectory, "node_modules"), packages, "dir");
  const compiler = join(projectDirectory, "node_modules", "typescript", "bin", "tsc");
  // Types may disagree with newer packages; what was emitted is what ran.
  const compile = run(process.execPath, [compiler, "-p", "tsconfig.json"], { cwd: directory });
  const failure = await compile.then(() => "it emits no dist/index.js", detail);
  if (!existsSync(join(directory, "dist", "index.js"))) {
    throw new EngineError(`the program of the base ${commit.slice(0, 12)} does not compile: ${failure}`);
  }
  writeFileSync(done, "");
}

function prune(cache: string, keep: string) {
  const old = (path: string) => Date.now() - statSync(path).mtimeMs > keptDays * 86_400_000;
  for (const name of readdirSync(cache)) {
    if (name !== keep && old(join(cache, name))) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function detail(error: unknown): string {
  const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string };
  return (stderr || stdout || message).trim().split("\n").slice(0, 5).join("\n");
}
