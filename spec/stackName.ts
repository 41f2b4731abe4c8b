import { type Problem, StackFileError } from "./problems";

/** S3 takes no capitals, RDS no digit first, and EMR's clusters, named after the stack, have room for this much of it. */
const allowed = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;

/**
 * Passes a stack's name that what it makes can bear in its own names.
 * @throws StackFileError where it cannot.
 */
export function checkStackName(name: string, file: string): void {
  if (allowed.test(name)) return;
  const problem: Problem = {
    ...{ file, line: 1, column: 1, path: "" },
    message: "names a stack that its resources cannot be named after",
    found: name,
    hint: "A stack is named as its file is: a lower-case letter, then up to 39 lower-case letters, digits and hyphens, no hyphen last.",
  };
  throw new StackFileError([problem]);
}
