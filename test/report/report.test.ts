import { describe, expect, it } from "vitest";
import { dashboards } from "../../catalog/dashboards";
import type { Measured } from "../../report/metrics/measured";
import { renderReport } from "../../report/report";
import { size } from "../../sizing/planner/size";
import { sampleStack } from "../check/samples";
import { subjectOf } from "./subject";

const planned = subjectOf("stacks/us-east-1.yaml");
const rendered = planned.then(renderReport);

const sectionsIn = (page: string) => [...page.matchAll(/<section id="([a-z]+)"/g)].map(([, id]) => id);

describe("a report", () => {
  it("has a section for everything a stack says, each with its heading", async () => {
    const html = await rendered;
    expect(sectionsIn(html)).toEqual(["topology", "bill", "policy", "recovery", "training", "resources"]);
    for (const id of sectionsIn(html)) expect(html).toContain(`<h2 id="${id}-title">`);
    expect(html.match(/<h1>/g)).toHaveLength(1);
  });

  it("names every pool, every concern's cost, every framework and every charge that is not priced", async () => {
    const [{ plan, stack }, html] = await Promise.all([planned, rendered]);
    for (const { name } of [...stack.pools, ...(stack.dynamicPools ?? [])]) expect(html).toContain(`>${name}<`);
    for (const { concern } of plan.bill.concerns) expect(html).toContain(`>${concern}<`);
    for (const { item } of plan.bill.notPriced) expect(html).toContain(`>${item}<`);
    for (const name of ["CIS Amazon EKS Benchmark", "HIPAA Security Rule", "PCI DSS"]) expect(html).toContain(name);
  });

  it("is the same bytes every time, whatever was drawn before", async () => {
    await renderReport({ ...(await planned), check: sampleStack() });
    expect(await renderReport(structuredClone(await planned))).toBe(await rendered);
  });

  it("loads nothing and runs nothing", async () => {
    const html = await rendered;
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link|<iframe|@import|\son[a-z]+=/);
    const addresses = [...html.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')>\s]+)/g)].map(([, address]) => address);
    expect(addresses.filter((address) => !/^(#|data:font\/woff2)/.test(address ?? ""))).toEqual([]);
  });

  it("has no id twice, and no reference to an id that is not there", async () => {
    const html = await rendered;
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...html.matchAll(/(?:href="|url\(|labelledby=")#?([\w-]+)[")]/g)].map(([, id]) => id ?? "");
    expect(named.filter((id) => !ids.includes(id) && id !== "data")).toEqual([]);
  });

  it("shows what differs from a base, and says first what is lost", async () => {
    const check = sampleStack();
    const base = { ref: "origin/main", commit: "0123456789abcdef", program: "same" as const };
    const page = await renderReport({ ...(await planned), check, base });
    expect(sectionsIn(page)).toContain("changes");
    expect(page).toMatch(/<b>db<\/b> would lose what it holds/);
    expect(page).toContain("1 to replace, 1 to create, +$50.50 a month");
    expect(page).toMatch(/mark-bad">Fails<\/span> 3 findings to mend/);
  });

  it("escapes whatever a stack file or a pack says", async () => {
    const evil = `</style><script>alert("1")</script><img src=x onerror=alert(1)>'&`;
    const subject = await planned;
    const { plan, stack } = subject;
    const check = sampleStack({ diagnostics: [] });
    const page = await renderReport({
      ...subject,
      check: { ...check, findings: check.findings.map((each) => ({ ...each, message: evil, remediation: evil })) },
      plan: {
        ...plan,
        stack: evil,
        diagnostics: [{ severity: "warning", message: evil }],
        bill: { ...plan.bill, notPriced: [{ urn: "a::b", type: "t", item: evil, reason: evil }] },
      },
      stack: { ...stack, pools: stack.pools.map((pool) => ({ ...pool, name: evil })) },
    });
    expect(page).not.toContain("<script>");
    expect(page).not.toContain("<img");
    expect(page.match(/&lt;script>/g)?.length).toBeGreaterThan(5);
  });

  it("draws the sizing of workloads whose models are known", async () => {
    const { answer } = size({ model: "llama-3-8b", instanceTypes: ["p5en.48xlarge"] }, "us-east-1");
    const page = await renderReport({ ...(await planned), sizings: [answer] });
    expect(page).toContain(`aria-label="Memory of one accelerator by part, ${answer.workload}"`);
    expect(page).toContain('aria-label="Memory of one accelerator by part, pretrain"');
    expect(page).toContain(`aria-label="Goodput against nodes, ${answer.workload}"`);
  });
});

const window = { from: 1_795_600_000, to: 1_795_603_600, stepSeconds: 60 };
/** Every panel with two series, but one without any and one that failed. */
const measured: Measured = {
  address: "http://localhost:9090",
  window,
  dashboards: dashboards().map(({ title, panels }) => ({
    title,
    panels: panels.map((panel) => ({
      ...panel,
      queries: panel.queries.map((query) => {
        if (panel.title === "NVLink replays") return { ...query, series: [] };
        if (panel.title === "Packets dropped") return { ...query, failed: "query timed out <b>" };
        const series = ["a", "b"].map((node, index) => ({
          labels: { node, pool: node },
          values: [window.from, window.to].map((time): [number, number] => [time, index + 1]),
        }));
        return { ...query, series };
      }),
    })),
  })),
};

describe("a report with metrics", () => {
  it("draws every panel that has values, and says of the others why", async () => {
    const html = await renderReport({ ...(await planned), measured });
    const panels = dashboards().flatMap((dashboard) => dashboard.panels);
    const drawn = [...html.matchAll(/<figure class="panel"><figcaption>([^<]+)/g)].map(([, title]) => title);
    const silent = ["NVLink replays", "Packets dropped"];
    expect(drawn).toEqual(panels.map(({ title }) => title).filter((title) => !silent.includes(title)));
    expect(html).toContain('<th scope="row">NVLink replays</th><td>no data</td>');
    expect(html).toContain('<th scope="row">Packets dropped</th><td>Its query failed: query timed out &lt;b></td>');
    expect(html).toContain('aria-label="GPU utilisation by pool: 2 lines, from 1% to 2%"');
    expect(html).toContain("2026-11-25 09:46 to 2026-11-25 10:46 UTC, a value every 1 min");
    expect(html).not.toContain("The same commit gives the same report");
    expect(html).not.toMatch(/<script|NaN|undefined/);
  });

  it("has a section and a style that one without them lacks", async () => {
    const html = await rendered;
    expect(html).not.toContain('id="dashboards"');
    expect(html).not.toContain("--line-0");
    expect(html).toContain("The same commit gives the same report");
  });
});
