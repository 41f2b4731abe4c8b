import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "./freePort";

/**
 * moto's AWS server on loopback, once it answers; it installs itself at its first start. `onRequest` hears a line for each request.
 * Throws with moto's own words where it ends instead.
 */
export async function startMoto(onRequest: (line: string) => void = () => undefined) {
  const port = await freePort();
  const moto = spawn("scripts/moto-server.sh", [String(port)], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  let ended = false;
  moto.once("exit", () => (ended = true));
  moto.stderr.on("data", (data: Buffer) => {
    said = (said + data.toString()).slice(-4000);
    onRequest(data.toString());
  });
  const endpoint = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 500_000; ; await pause(250)) {
    if (
      await fetch(`${endpoint}/moto-api/`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
    if (ended || Date.now() > deadline) throw new Error(`moto does not answer:\n${said}`);
  }
  return { endpoint, stop: () => void moto.kill() };
}
