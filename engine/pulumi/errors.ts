import { EngineError } from "../engine";

const installHint =
  "The Pulumi CLI was not found. Install it (https://www.pulumi.com/docs/install/) and run `pulumi login`, " +
  "or plan without it: `aidc plan` uses the embedded engine by default.";

/** What the CLI says, and what to do about it. The first that matches tells. */
const known: { said: RegExp; hint: (stack: string) => string }[] = [
  {
    said: /no stack named/,
    hint: (stack) =>
      `The Pulumi backend has no stack ${stack}: nothing of it stands. \`aidc up ${stack}\` makes it, after you have seen what.`,
  },
  {
    said: /passphrase must be set|incorrect passphrase|PULUMI_CONFIG_PASSPHRASE/i,
    hint: (stack) =>
      `The secrets of ${stack} are locked. Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE, to the passphrase that the stack was made with.`,
  },
  {
    said: /login|PULUMI_ACCESS_TOKEN/,
    hint: () =>
      "The Pulumi CLI is not logged in. Run `pulumi login`, or `pulumi login s3://BUCKET` to keep state in a bucket of yours.",
  },
  {
    said: /currently locked by|Another update is currently in progress/,
    hint: (stack) =>
      `Another update of ${stack} is under way. Wait for it; if it has died, \`pulumi cancel --stack ${stack}\` gives the stack free.`,
  },
];

/** In the user's words: what is missing and what to do. */
export function engineError(error: unknown, stack: string): EngineError {
  if (error instanceof EngineError) return error;
  const { code, message } = error as Error & { code?: string };
  if (code === "ENOENT" || /ENOENT/.test(message)) return new EngineError(installHint);
  const hint = known.find(({ said }) => said.test(message))?.hint(stack);
  if (hint) return new EngineError(hint);
  const stderr = /stderr: ([\s\S]*?)(?:\n\s*err\??:|$)/.exec(message)?.[1]?.trim();
  return new EngineError(`The Pulumi CLI failed: ${stderr || message}`);
}
