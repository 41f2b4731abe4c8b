import { readdirSync, readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { expect, it } from "vitest";
import type { Formula } from "../../sizing/formulas/formula";
import { formulaPages, pages as formulas } from "../../sizing/formulas/pages";

const pages = Object.entries(formulaPages());
type Computing = Formula["by"][number];

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

it("has every function that computes a size on a page, and on its pages only such functions", async () => {
  const rooms = ["communication", "flops", "memory", "parameters", "reliability", "serving", "step"];
  const named = (folder: string) => readdirSync(folder).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);
  const modules: object[] = await Promise.all([
    ...named("sizing").map((name) => import(`../../sizing/${name}.ts`)),
    ...rooms.flatMap((room) => named(`sizing/${room}`).map((name) => import(`../../sizing/${room}/${name}.ts`))),
  ]);
  const exported = modules.flatMap((module): unknown[] => Object.values(module));
  const computing = new Set(exported.filter((value): value is Computing => typeof value === "function"));
  const onPages = formulas.flatMap((page) => page.formulas).flatMap(({ by }) => by);
  const names = (functions: Iterable<Computing>) => [...functions].map(({ name }) => name);
  // Two turn an instance type of the catalogue, and a job's cut, into what the formulas take, the other a count into words.
  const others = ["acceleratorNode", "activationSetting", "countOf"];
  const missing = names(computing).filter((name) => !others.includes(name) && !names(onPages).includes(name));
  expect(missing).toEqual([]);
  // A step of a CNN or RNN stands with its planner.
  expect(names(onPages.filter((computes) => !computing.has(computes)))).toEqual(["networkStep"]);
  expect(new Set(onPages).size).toBe(onPages.length);
});
