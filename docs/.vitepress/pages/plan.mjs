// What `aidc plan` prints of the five-line stack file on the landing page, in the terminal's own colours. Needs the root's build.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const stack = "docs/.vitepress/mine.yaml";

/** By path under docs/: the file as the reader writes it, and the output. */
export function planOfFiveLines() {
  const env = { ...process.env, FORCE_COLOR: "1", COLUMNS: "100" };
  const plan = execFileSync("node", ["bin/aidc.js", "plan", stack, "--quiet"], { cwd: root, encoding: "utf8", env });
  const file = readFileSync(join(root, stack), "utf8").replace("../../stacks/base", "base");
  // Dim text is too faint on a page.
  const shown = plan.replace(stack, "stacks/mine.yaml").replaceAll("\u001b[2m", "");
  return { "source/mine.yaml": file, "source/plan.ansi": shown };
}
