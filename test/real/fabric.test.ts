import { type ChildProcess, execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "./freePort";

// The remote shell that mpirun and nccom-test start their ranks through, on this machine's own Python and loopback.
describe("workloads/fabric/rsh.py", () => {
  let server: ChildProcess;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    env = { ...process.env, FABRIC_TOKEN: "right", FABRIC_PORT: String(await freePort()) };
    server = spawn("python3", ["workloads/fabric/rsh.py", "serve"], { env, stdio: "inherit" });
    await rsh(["wait", "127.0.0.1"]);
  }, 60_000);

  afterAll(() => server.kill());

  const rsh = async (args: string[], over: NodeJS.ProcessEnv = {}) => {
    try {
      const run = await promisify(execFile)("python3", ["workloads/fabric/rsh.py", ...args], {
        env: { ...env, ...over },
      });
      return { code: 0, ...run };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  };

  test("passes on output, error and exit status, past ssh's options", async () => {
    const run = await rsh(["connect", "-x", "-o", "BatchMode=yes", "127.0.0.1", "echo out; echo err >&2; exit 3"]);
    expect(run).toMatchObject({ code: 3, stdout: "out\n", stderr: "err\n" });
  });

  test("runs nothing for who does not know the token", async () => {
    const run = await rsh(["connect", "127.0.0.1", "echo out"], { FABRIC_TOKEN: "wrong" });
    expect(run).toMatchObject({ code: 255, stdout: "" });
  });

  test("does not serve without a token, and ends when told to", async () => {
    expect(await rsh(["serve"], { FABRIC_TOKEN: "" })).toMatchObject({ code: 1 });
    const ended = new Promise((resolve) => server.once("exit", resolve));
    expect(await rsh(["stop", "127.0.0.1"])).toMatchObject({ code: 0 });
    expect(await ended).toBe(0);
  });
});
