import { vi } from "vitest";
// As built: the sources are one folder nearer to the stacks.
import { main } from "../../dist/cli/main";

export interface Run {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs the command line in this process, which takes a fraction of what a process of its own takes. */
export async function aidc(...args: string[]): Promise<Run> {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      written[stream] += text.toString();
      return true;
    }),
  );
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await main([process.execPath, "aidc", ...args]);
    return { status: Number(process.exitCode ?? 0), ...written };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
