import { spawn } from "node:child_process";
import { CertifyError } from "./error";

/** The installed kubectl, in a context and a namespace. */
export class Kubectl {
  readonly #arguments: string[];

  /** @param context Default: kubectl's own current one. */
  constructor(namespace: string, context?: string) {
    this.#arguments = ["--namespace", namespace, ...(context ? ["--context", context] : [])];
  }

  /**
   * Runs kubectl and returns what it printed.
   * @throws CertifyError where there is none, or it fails.
   */
  run(verb: string[], input = ""): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn("kubectl", [...this.#arguments, ...verb], { stdio: ["pipe", "pipe", "pipe"] });
      const output: Buffer[] = [];
      const errors: Buffer[] = [];
      child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
      child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
      child.on("error", (error: NodeJS.ErrnoException) => {
        const missing = "there is no kubectl on the PATH: https://kubernetes.io/docs/tasks/tools/";
        reject(new CertifyError(error.code === "ENOENT" ? missing : error.message));
      });
      child.on("close", (code) => {
        if (code === 0) resolve(Buffer.concat(output).toString());
        else reject(new CertifyError(`kubectl ${verb[0]}: ${Buffer.concat(errors).toString().trim()}`));
      });
      // kubectl may end before it has read everything; its exit code says why.
      child.stdin.on("error", () => undefined);
      child.stdin.end(input);
    });
  }
}
