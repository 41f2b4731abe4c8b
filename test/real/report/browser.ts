import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

const axe = createRequire(__filename).resolve("axe-core/axe.min.js");

/** How readers see a page. */
export interface View {
  width: number;
  scheme: "light" | "dark";
}

export const views: View[] = [1440, 820, 400].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

/** Chromium, fetched at first use. */
export async function launch(): Promise<Browser> {
  const executablePath = "scripts/chromium.sh";
  execFileSync(executablePath, ["--version"]);
  return chromium.launch({ executablePath });
}

export interface Opened {
  page: Page;
  said: string[];
  asked: string[];
}

/** A report with every list unfolded, what it said on its console and what it asked the network for. */
export async function open(browser: Browser, file: string, { width, scheme }: View): Promise<Opened> {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, colorScheme: scheme, bypassCSP: true });
  const page = await context.newPage();
  const said: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })");
  return { page, said, asked };
}

/** axe-core finds nothing, nothing is wider than the window, nothing is asked of the network. Keeps a picture in `.cache/report`. */
export async function expectReadable({ page, said, asked }: Opened, width: number, picture: string) {
  await page.addScriptTag({ path: axe });
  const { violations, passes } = await page.evaluate<AxeResults>("axe.run()");
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  expect(passes.length).toBeGreaterThan(20);
  const wide = await page.evaluate("document.documentElement.scrollWidth");
  expect(wide).toBeLessThanOrEqual(width);
  const spilling =
    "[...document.querySelectorAll('td, th, p, li, dd')].filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map((e) => e.textContent)";
  expect(await page.evaluate(spilling)).toEqual([]);
  expect(said).toEqual([]);
  expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
  mkdirSync(".cache/report", { recursive: true });
  await page.screenshot({ path: `.cache/report/${picture}.png`, fullPage: true });
}
