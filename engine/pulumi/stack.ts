import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import type { PolicyPackRequest, PreviewRequest } from "../engine";
import { engineError } from "./errors";

/**
 * The stack in the CLI's backend, configured; made where there is none and `create` says so.
 *
 * @throws EngineError where the CLI, the login, the passphrase or the stack is missing.
 */
export async function selectStack(request: PreviewRequest, create = false): Promise<Stack> {
  // Loaded here, since it is heavy and most runs do not need it.
  const { LocalWorkspace } = await import("@pulumi/pulumi/automation/index.js");
  try {
    const stackName = request.organization ? `${request.organization}/${request.stack}` : request.stack;
    const place = { stackName, workDir: request.projectDirectory };
    const stack = await LocalWorkspace.selectStack(place).catch((error: Error) => {
      if (!create || !/no stack named/.test(error.message)) throw error;
      return LocalWorkspace.createStack(place);
    });
    const plainConfig = Object.entries(request.config ?? {}).map(([key, value]) => [key, { value }] as const);
    const secretConfig = Object.entries(request.secretConfig ?? {}).map(
      ([key, value]) => [key, { value, secret: true }] as const,
    );
    const config = [...plainConfig, ...secretConfig];
    // Stands in Pulumi.<stack>.yaml afterwards, so that `pulumi up` by hand deploys the same stack file.
    if (config.length > 0) await stack.setAllConfig(Object.fromEntries(config));
    return stack;
  } catch (error) {
    throw engineError(error, request.stack);
  }
}

/** The packs and a file of configuration each, in `folder`. */
export async function policyOptions(packs: PolicyPackRequest[], folder: string) {
  const policyPackConfigs = await Promise.all(
    packs.map(async (pack, index) => {
      const file = join(folder, `policy-config-${index}.json`);
      await writeFile(file, JSON.stringify(pack.config ?? {}));
      return file;
    }),
  );
  return { policyPacks: packs.map((pack) => pack.directory), policyPackConfigs };
}

export async function outcomeOf(operation: Promise<unknown>): Promise<Error | undefined> {
  try {
    await operation;
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

const temporaryFolders = new Set<string>();
// An interrupt ends the process before whoever asked for a folder can remove it.
process.on("exit", () => temporaryFolders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "aidc-"));
  temporaryFolders.add(folder);
  return folder;
}

export async function removeFolder(folder: string) {
  await rm(folder, { recursive: true, force: true });
  temporaryFolders.delete(folder);
}
