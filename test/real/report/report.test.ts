import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderReport } from "../../../report/report";
import { sampleStack } from "../../check/samples";
import { subjectOf } from "../../report/subject";

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), "aidc-report-"));
const axe = createRequire(__filename).resolve("axe-core/axe.min.js");

beforeAll(async () => {
  const executablePath = "scripts/chromium.sh";
  execFileSync(executablePath, ["--version"]);
  browser = await chromium.launch({ executablePath });
  const subject = await subjectOf("stacks/us-east-1.yaml");
  const base = { ref: "origin/main", commit: "0123456789abcdef", program: "same" as const };
  writeFileSync(join(folder, "passing.html"), await renderReport(subject));
  writeFileSync(join(folder, "failing.html"), await renderReport({ ...subject, check: sampleStack(), base }));
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const pages = ["passing", "failing"];
const widths = [1440, 820, 400];
const schemes = ["light", "dark"] as const;
const views = pages.flatMap((page) => widths.flatMap((width) => schemes.map((scheme) => ({ page, width, scheme }))));

interface Opened {
  page: Page;
  said: string[];
  asked: string[];
}

/** The page with every list unfolded, what it said on its console and what it asked the network for. */
async function open(name: string, width: number, colorScheme: "light" | "dark"): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  const said: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
  await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })");
  return { page, said, asked };
}

describe("a report in Chromium", () => {
  it.each(views)("$page at $width px, $scheme: accessible, and no wider than the window", async (view) => {
    const { page, said, asked } = await open(view.page, view.width, view.scheme);
    await page.addScriptTag({ path: axe });
    const { violations, passes } = await page.evaluate<AxeResults>("axe.run()");
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    expect(passes.length).toBeGreaterThan(20);
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    expect(wide).toBeLessThanOrEqual(view.width);
    const spilling =
      "[...document.querySelectorAll('td, th, p, li, dd')].filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map((e) => e.textContent)";
    expect(await page.evaluate(spilling)).toEqual([]);
    expect(said).toEqual([]);
    expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
    mkdirSync(".cache/report", { recursive: true });
    await page.screenshot({ path: `.cache/report/${view.page}-${view.width}-${view.scheme}.png`, fullPage: true });
    await page.context().close();
  });

  it("is reached by keyboard: the skip link, the sections, every folded list", async () => {
    const { page } = await open("passing", 1440, "light");
    const stops: string[] = [];
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press("Tab");
      stops.push(await page.evaluate<string>("document.activeElement.textContent.trim()"));
    }
    expect(stops[0]).toBe("Skip to the report");
    expect(stops.slice(1, 4)).toEqual(["Topology", "Bill", "Policy"]);
    const folded = await page.locator("summary").allTextContents();
    expect(folded.length).toBeGreaterThan(0);
    expect(stops).toEqual(expect.arrayContaining(folded.map((summary) => summary.trim())));
    await page.context().close();
  });

  it("prints every folded list", async () => {
    const { page } = await open("passing", 820, "light");
    await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = false })");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("details table").first().isVisible()).toBe(true);
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(20_000);
    await page.context().close();
  });
});
