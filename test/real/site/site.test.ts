import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../freePort";

const axe = createRequire(__filename).resolve("axe-core/axe.min.js");
let server: ChildProcess;
let browser: Browser;
let address: string;

beforeAll(async () => {
  // `npm run site` without the root's build, which stands. It fails where a link of any page is dead.
  execFileSync("npm", ["ci", "--prefix", "docs"], { stdio: "inherit" });
  execFileSync("npm", ["run", "build", "--prefix", "docs"], { stdio: "inherit" });
  const port = await freePort();
  address = `http://localhost:${port}/`;
  server = spawn("node_modules/.bin/vitepress", ["preview", ".", "--port", String(port)], { cwd: "docs" });
  for await (const said of server.stdout ?? []) if (String(said).includes(String(port))) break;
  const executablePath = "scripts/chromium.sh";
  execFileSync(executablePath, ["--version"]);
  browser = await chromium.launch({ executablePath });
});

afterAll(async () => {
  await browser?.close();
  if (server?.kill()) await once(server, "exit");
});

const pages = [
  "",
  "tutorial.html",
  "reference/stack.html",
  "reference/components/network/network.html",
  "reference/catalogue/instance-types.html",
  "runbooks/",
];
const views = pages.flatMap((page) =>
  [1400, 400].flatMap((width) => (["light", "dark"] as const).map((scheme) => ({ page, width, scheme }))),
);

describe("the docs site in Chromium", () => {
  it.each(views)("/$page at $width px, $scheme: accessible, no wider than the window", async (view) => {
    const context = await browser.newContext({
      viewport: { width: view.width, height: 900 },
      colorScheme: view.scheme,
    });
    const page = await context.newPage();
    const said: string[] = [];
    const asked: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(address + view.page, { waitUntil: "networkidle" });
    await page.addScriptTag({ path: axe });
    const { violations, passes } = await page.evaluate<AxeResults>("axe.run()");
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    expect(passes.length).toBeGreaterThan(20);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(view.width);
    expect(said).toEqual([]);
    // No fonts, no trackers: the site asks nobody but its own server.
    expect(asked.filter((url) => !url.startsWith(address) && !url.startsWith("data:"))).toEqual([]);
    mkdirSync(".cache/site", { recursive: true });
    const name = `${view.page.replace(/\W+/g, "-") || "index"}-${view.width}-${view.scheme}`;
    await page.screenshot({ path: `.cache/site/${name}.png` });
    await context.close();
  });

  it("finds a component in its own search", async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(address, { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "Search" }).first().click();
    await page.locator("#localsearch-input").fill("AcceleratorPool");
    await page.locator('#localsearch-list a[href*="compute/acceleratorPool"]').first().waitFor({ timeout: 60_000 });
    await page.close();
  });
});
