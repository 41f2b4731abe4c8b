// Draws docs/pictures: the reference region's report at three sizes, its dashboards, and the comment that a pull request gets. Needs a build.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { transformSync } from "esbuild";
import { marked } from "marked";
import markedAlert from "marked-alert";
import { chromium } from "playwright-core";
import { parseDocument } from "yaml";

const { fontFace } = createRequire(import.meta.url)("../dist/report/style.js");
const frame =
  "body { margin: 0 } article.markdown-body { font-family: Inter Variable; padding: 32px 40px; max-width: 920px; box-sizing: border-box } .markdown-body table { font-variant: normal }";
const pictures = resolve("docs/pictures");
const work = mkdtempSync(join(tmpdir(), "aidc-pictures-"));
mkdirSync(pictures, { recursive: true });
execFileSync("scripts/chromium.sh", ["--version"]);
const browser = await chromium.launch({ executablePath: "scripts/chromium.sh" });
try {
  const report = join(work, "report.html");
  aidc(["report", "us-east-1", "--output", report, "--quiet"]);
  await draw(report, "report-1440", { width: 1440, height: 1740 });
  await draw(report, "report-820-dark", { width: 820, height: 1400 }, "dark");
  await draw(report, "report-400", { width: 400, height: 1200 });
  await draw(`${await dashboardsPage()}#dashboards`, "report-dashboards", { width: 1440, height: 1600 });
  await draw(commentPage(), "check-comment", { width: 920, height: 600 }, "light", "article");
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}

/** A picture of the page's top, or of one element; two pixels to one, for dense screens. */
async function draw(file, name, viewport, colorScheme = "light", element = undefined) {
  const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: 2, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`file://${file}`);
  const path = join(pictures, `${name}.png`);
  await (element ? page.locator(element) : page).screenshot({ path });
  await context.close();
  console.log(`wrote ${path}`);
}

function aidc(args, cwd = process.cwd()) {
  const { status, stderr } = spawnSync(process.execPath, ["bin/aidc.js", ...args], { cwd, encoding: "utf8" });
  // 1 is a finding, which the sample has.
  if (status !== 0 && status !== 1) throw new Error(`aidc ${args.join(" ")}: ${stderr}`);
}

/** The report with a day of the synthetic region that test/real/monitoring scrapes, from a Prometheus that is filled with it. */
async function dashboardsPage() {
  const [{ syntheticDay }, { freePort }] = await Promise.all(
    ["test/real/monitoring/syntheticRegion.ts", "test/real/freePort.ts"].map(imported),
  );
  const programs = execFileSync("scripts/prometheus.sh", { encoding: "utf8" }).trim();
  const [day, data, config] = ["day.om", "prometheus", "prometheus.yaml"].map((name) => join(work, name));
  writeFileSync(day, syntheticDay(Math.floor(Date.now() / 60_000) * 60 - 24 * 3600));
  writeFileSync(config, "{}");
  execFileSync(join(programs, "promtool"), ["tsdb", "create-blocks-from", "openmetrics", day, data]);
  const address = `127.0.0.1:${await freePort()}`;
  const prometheus = spawn(
    join(programs, "prometheus"),
    [`--config.file=${config}`, `--storage.tsdb.path=${data}`, `--web.listen-address=${address}`],
    { stdio: "ignore" },
  );
  try {
    execFileSync("curl", [
      "-sf",
      "--retry",
      "60",
      "--retry-all-errors",
      "--retry-delay",
      "1",
      `http://${address}/-/ready`,
    ]);
    const page = join(work, "dashboards.html");
    aidc(["report", "us-east-1", "--metrics", `http://${address}`, "--output", page, "--quiet"]);
    return page;
  } finally {
    prometheus.kill();
  }
}

/** A module of the tests, which no build compiles. */
function imported(file) {
  const { code } = transformSync(readFileSync(file, "utf8"), { loader: "ts" });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** What `aidc check` says of a sample pull request: a change of this commit's reference region, in a checkout of its own. */
function commentPage() {
  const tree = join(work, "tree");
  execFileSync("git", ["worktree", "add", "--quiet", "--detach", tree, "HEAD"]);
  try {
    symlinkSync(resolve("node_modules"), join(tree, "node_modules"));
    cpSync("dist", join(tree, "dist"), { recursive: true });
    const file = join(tree, "stacks/us-east-1.yaml");
    writeFileSync(file, sampleChange(readFileSync(file, "utf8")));
    aidc(["check", "us-east-1", "--base", "HEAD", "--report", "comment.md", "--quiet"], tree);
    const comment = readFileSync(join(tree, "comment.md"), "utf8");
    const style = readFileSync(
      createRequire(import.meta.url).resolve("github-markdown-css/github-markdown-light.css"),
      "utf8",
    );
    const page = join(work, "comment.html");
    writeFileSync(
      page,
      `<!doctype html><meta charset="utf-8"><style>${fontFace()}${style}${frame}</style><article class="markdown-body">${marked.use(markedAlert()).parse(comment)}</article>`,
    );
    return page;
  } finally {
    execFileSync("git", ["worktree", "remove", "--force", tree]);
  }
}

/** More nodes than the budget allows, and an API server on the internet. */
function sampleChange(stackFile) {
  const document = parseDocument(stackFile);
  document.setIn(["pools", 0, "nodes"], 8);
  document.setIn(["cluster", "publicAccessCidrs"], ["0.0.0.0/0"]);
  return document.toString({ lineWidth: 0 });
}
