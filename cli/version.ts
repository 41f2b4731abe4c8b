import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectDirectory } from "./stacks";

/** The toolkit's version, as its package.json has it. */
export const packageVersion = () =>
  (JSON.parse(readFileSync(join(projectDirectory, "package.json"), "utf8")) as { version: string }).version;
