import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderReport } from "../../../report/report";
import { loadStackFile } from "../../../spec/load";
import { sampleStack } from "../../check/samples";
import { subjectFrom, subjectOf } from "../../report/subject";
import { expectReadable, launch, open, views } from "./browser";

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), "aidc-report-"));
const file = (page: string) => join(folder, `${page}.html`);

beforeAll(async () => {
  browser = await launch();
  const subject = await subjectOf("stacks/us-east-1.yaml");
  const base = { ref: "origin/main", commit: "0123456789abcdef", program: "same" as const };
  writeFileSync(file("passing"), await renderReport(subject));
  writeFileSync(file("failing"), await renderReport({ ...subject, check: sampleStack(), base }));
  writeFileSync(file("backbone"), await renderReport(await subjectFrom(loadStackFile("stacks/backbone.yaml"))));
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const pages = ["passing", "failing", "backbone"].flatMap((name) => views.map((view) => ({ name, ...view })));

describe("a report in Chromium", () => {
  it.each(pages)("$name at $width px, $scheme: accessible, and no wider than the window", async ({ name, ...view }) => {
    const opened = await open(browser, file(name), view);
    await expectReadable(opened, view.width, `${name}-${view.width}-${view.scheme}`);
    await opened.page.context().close();
  });

  it("is reached by keyboard: the skip link, the sections, every folded list", async () => {
    const { page } = await open(browser, file("passing"), { width: 1440, scheme: "light" });
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
    const { page } = await open(browser, file("passing"), { width: 820, scheme: "light" });
    await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = false })");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("details table").first().isVisible()).toBe(true);
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(20_000);
    await page.context().close();
  });
});
