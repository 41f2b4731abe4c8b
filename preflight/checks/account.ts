import type { AwsReads } from "../aws";
import type { Facts, Row } from "../row";

/** Passes when the credentials are of the account that the stack file names, or it names none. */
export async function checkAccount(facts: Facts, aws: AwsReads): Promise<Row[]> {
  const found = await aws.callerAccount();
  if (!facts.account) {
    const next = `Write \`account: "${found}"\` in the stack file, so that it can't be deployed elsewhere.`;
    return [{ subject: found, status: "warn", found: "the stack file names no account", next }];
  }
  if (found !== facts.account) {
    const next = "Use a profile of the stack's account, or correct `account` in the stack file.";
    return [{ subject: facts.account, status: "fail", found: `the credentials are of account ${found}`, next }];
  }
  return [{ subject: found, status: "pass", found: "the stack's account" }];
}
