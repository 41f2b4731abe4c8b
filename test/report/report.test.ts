import { describe, expect, it } from "vitest";
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
