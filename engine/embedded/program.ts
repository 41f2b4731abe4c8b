import { NodeProcess } from "./childProcess";
import type { Configuration } from "./configuration";
import type { PreviewRequest } from "../engine";
import type { Project } from "./project";
import { resolveSdk } from "./sdk";

/** What is previewed, and how. */
export interface PreviewContext {
  request: PreviewRequest;
  project: Project;
  configuration: Configuration;
  organization: string;
  accelerate: boolean;
}

export interface ProgramWatch {
  hangSeconds: number;
  /** When the program last showed that it lives, on `performance`'s clock. */
  lastActivity: () => number;
  aborted: () => boolean;
  /** Rejects where a policy pack cannot run: the program then need not. */
  packsFailed: Promise<never>;
}

export interface ProgramOutcome {
  succeeded: boolean;
  /** What went wrong, where the program has not said it itself. */
  error?: string;
}

/** The SDK's exit code for an error that it has shown to the user already. */
const alreadyReported = 32;

/** How long a program may take to end once the engine has told it to. */
const graceMilliseconds = 2000;

/** Starts the program as the Node.js language host does. */
export function startProgram(context: PreviewContext, address: string): NodeProcess {
  return new NodeProcess({
    arguments: commandLine(context, address),
    directory: context.project.programDirectory,
    accelerate: context.accelerate,
    environment: environmentOf(context),
    signal: context.request.signal,
  });
}

/** Waits for the program's end, and brings it about where the program hangs or has been turned away. */
export async function outcomeOf(program: NodeProcess, context: ProgramWatch): Promise<ProgramOutcome> {
  const watch = watchProgram(context, program);
  try {
    const code = await Promise.race([program.ended, context.packsFailed]);
    return watch.hung() ? { succeeded: false, error: hangMessage(context.hangSeconds) } : outcomeOfCode(code);
  } finally {
    watch.stop();
    await program.end();
  }
}

function commandLine({ project, organization, request }: PreviewContext, address: string): string[] {
  return [
    ...project.nodeArguments,
    resolveSdk(project.programDirectory, "run"),
    ...["--monitor", address, "--engine", address],
    ...["--organization", organization, "--project", project.name, "--root-directory", project.directory],
    ...["--stack", request.stack, "--pwd", project.programDirectory, "--dry-run", "--parallel", "2147483647"],
    project.entryPoint,
  ];
}

function environmentOf({ project, configuration, request }: PreviewContext): Record<string, string> {
  return {
    ...request.environment,
    PULUMI_CONFIG: JSON.stringify(configuration.values),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(configuration.secretKeys),
    ...(project.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(project.tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig } : {}),
  };
}

/** Ends a program that the engine has turned away, or that shows no sign of life. */
function watchProgram(context: ProgramWatch, program: NodeProcess) {
  let hung = false;
  let abortedAt: number | undefined;
  const timer = setInterval(() => {
    const now = performance.now();
    if (context.aborted()) abortedAt ??= now;
    hung = now - context.lastActivity() > context.hangSeconds * 1000;
    if (hung || (abortedAt !== undefined && now - abortedAt > graceMilliseconds)) {
      clearInterval(timer);
      void program.end();
    }
  }, 100);
  return { hung: () => hung, stop: () => clearInterval(timer) };
}

const hangMessage = (seconds: number) =>
  `the program neither ended nor registered anything for ${seconds} seconds and was ended: ` +
  "look for a promise that never settles, or for a server or timer that keeps it alive";

function outcomeOfCode(code: number | NodeJS.Signals): ProgramOutcome {
  if (code === 0) return { succeeded: true };
  if (code === alreadyReported) return { succeeded: false };
  if (typeof code === "string" || code === 134) {
    return {
      succeeded: false,
      error: `the program was ended (${code}); if it ran out of memory, raise it with nodeargs: --max-old-space-size=<MiB>`,
    };
  }
  return { succeeded: false, error: `Program exited with non-zero exit code: ${code}` };
}
