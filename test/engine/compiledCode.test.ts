import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";

const root = mkdtempSync(join(tmpdir(), "aidc-compiled-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const keeping = 'require("./dist/engine/compiledCode.js").keepCompiledCode("test");\n';

/** What `app.js` prints, where compiled code is kept and where not. */
function run(opening = keeping) {
  writeFileSync(join(root, "main.js"), `${opening}require("./app.js");`);
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, "main.js")], { encoding: "utf8" });
  return { stdout, stderr };
}

const kept = () => readdirSync(join(root, "node_modules", ".cache", "aidc"));
const app = (code: string) => writeFileSync(join(root, "app.js"), code);

beforeEach(() => {
  rmSync(join(root, "node_modules"), { recursive: true, force: true });
  mkdirSync(join(root, "dist", "engine"), { recursive: true });
  copyFileSync("dist/engine/compiledCode.js", join(root, "dist", "engine", "compiledCode.js"));
});

describe("keepCompiledCode", () => {
  it("changes nothing that a module sees", () => {
    writeFileSync(join(root, "other.js"), "exports.parent = module.parent.filename; exports.self = this === exports;");
    app(`const other = require("./other.js");
      const { main, resolve, cache, extensions } = require;
      console.log(JSON.stringify([other, main.filename, resolve("./other"), resolve.paths("x"), Object.keys(cache), Object.keys(extensions)]));
      console.log(__filename, __dirname, module.children.length, require("./data.json"), new Error().stack.split("\\n")[1]);
      import("./other.js").then(({ default: again }) => console.log(again === other), console.error);`);
    writeFileSync(join(root, "data.json"), '{"a":1}');
    const plain = run('require("./dist/engine/compiledCode.js");\n');
    expect(plain.stderr).toBe("");
    expect(plain.stdout).toContain("true");
    expect([run(), run()]).toEqual([plain, plain]);
    expect(kept()).toHaveLength(1);
  });

  it("compiles what has changed, however little", () => {
    app("console.log((() => 1)());");
    expect([run().stdout, run().stdout]).toEqual(["1\n", "1\n"]);
    app("console.log((() => 2)());");
    expect([run().stdout, run().stdout]).toEqual(["2\n", "2\n"]);
  });

  it("keeps nothing with packages that are linked from elsewhere", () => {
    mkdirSync(join(root, "elsewhere"), { recursive: true });
    symlinkSync(join(root, "elsewhere"), join(root, "node_modules"));
    app("console.log(1);");
    expect(run()).toEqual({ stdout: "1\n", stderr: "" });
    expect(readdirSync(join(root, "elsewhere"))).toEqual([]);
  });

  it("leaves it to Node.js to say what is wrong with a module", () => {
    app("const = 1;");
    const plain = run("");
    expect(plain.stderr).toContain("SyntaxError: Unexpected token '='");
    expect(run().stderr.split("\n").slice(0, 5)).toEqual(plain.stderr.split("\n").slice(0, 5));
  });

  it("runs where nothing can be kept, or what was kept is damaged", () => {
    app("console.log(1);");
    run();
    for (const name of kept()) {
      const file = join(root, "node_modules", ".cache", "aidc", name);
      rmSync(file, { recursive: true });
      writeFileSync(file, "damaged");
    }
    expect(run()).toEqual({ stdout: "1\n", stderr: "" });
    rmSync(join(root, "node_modules"), { recursive: true });
    writeFileSync(join(root, "node_modules"), "no folder");
    expect(run()).toEqual({ stdout: "1\n", stderr: "" });
  });
});
