import { alertFiles, recordingRules } from "../../../catalog/alerts";
import type { Stack } from "../../../spec/stack";
import { alertRules, recordings, ruleFileText } from "./rules";
import { stackFacts } from "./stackFacts";

/** Every rule file of a stack, by name: the alerts of each concern, what they share, and the stack's own figures. */
export function ruleFiles(stack: Stack): Record<string, string> {
  const files = {
    stack: recordings("stack", stackFacts(stack)),
    shared: recordings("shared", recordingRules()),
    ...Object.fromEntries(alertFiles().map((file) => [file.concern, alertRules(file)])),
  };
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, ruleFileText(file)]));
}
