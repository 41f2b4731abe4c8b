import { readdirSync, readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { expect, it } from "vitest";
import { formulaPages } from "../../sizing/formulas/pages";

const pages = Object.entries(formulaPages());

it.each(pages)("%s is what `npm run sizing:validate` writes", async (path, text) => {
  const page = await format(text, { ...(await resolveConfig(path)), parser: "markdown" });
  expect(readFileSync(path, "utf8")).toBe(page);
});

it("has every page in its index, and a source and a worked number of every formula", () => {
  const written = readdirSync("docs/sizing").filter((file) => !["README.md", "proof.md"].includes(file));
  expect(pages.map(([path]) => path)).toEqual(expect.arrayContaining(written.map((file) => `docs/sizing/${file}`)));
  for (const [path, text] of pages.filter(([path]) => !path.endsWith("README.md"))) {
    const formulas = text.split("\n## ").slice(1);
    expect(formulas.length, path).toBeGreaterThanOrEqual(3);
    for (const formula of formulas) {
      expect(formula).toMatch(/\nSource: .{10,}/);
      expect(
        formula.match(/^\| (?!of|---).+ \|$/gm)?.length ?? 0,
        `${path}: ${formula.split("\n")[0]}`,
      ).toBeGreaterThan(0);
      expect(formula).not.toMatch(/NaN|undefined|Infinity/);
    }
  }
});
