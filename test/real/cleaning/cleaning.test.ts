import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { dataOf, pairVerdict, type Row, rowsOf, type Truth, type Verdict, verdicts } from "./judge";
import { prepare, SparkProcess } from "./spark";

const ROWS = 4_000;

describe("the cleaning job on Spark", { timeout: 900_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "aidc-cleaning-"));
  const at = (...path: string[]) => join(folder, ...path);
  const running: SparkProcess[] = [];
  let installed: { python: string; java: string };
  let truth: Truth;

  beforeAll(() => {
    installed = prepare();
    execFileSync(installed.python, [resolve(__dirname, "dirty.py"), folder, String(ROWS), "1"]);
    truth = JSON.parse(readFileSync(at("truth.json"), "utf8")) as Truth;
  }, 1_200_000);
  afterEach(() => running.splice(0).forEach((each) => each.stop()));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = (args: string[], input?: string) => {
    const started = new SparkProcess(installed, args, input);
    running.push(started);
    return started;
  };
  const job = (rules: string, input: string, output: string) =>
    start(["-m", "cleaning", `--rules=${resolve(__dirname, rules)}`, `--input=${at(input)}`, `--output=${at(output)}`]);
  const resultOf = (output: string) => {
    const latest = JSON.parse(readFileSync(at(output, "latest.json"), "utf8")) as { run: string; rows: number };
    const run = at(output, "runs", latest.run);
    return {
      latest,
      run,
      report: JSON.parse(readFileSync(join(run, "report.json"), "utf8")) as Record<string, unknown>,
    };
  };

  it("finds every defect, and nothing else; every row is accounted for", async () => {
    const run = job("documents.yaml", "documents", "whole");
    expect(await run.ended, run.stderr.slice(-3000)).toBe(0);
    const { run: result, report } = resultOf("whole");
    const [kept, aside] = await Promise.all([rowsOf(join(result, "kept")), rowsOf(join(result, "quarantine"))]);
    expect(kept.length + aside.length).toBe(truth.rows);
    expect(report).toMatchObject({ rows: truth.rows, kept: kept.length, quarantined: aside.length });

    const found = reasonsById(aside);
    const alone = Object.fromEntries(Object.entries(found).map(([id, reasons]) => [id, reasons.filter(isOfRow)]));
    const table = [
      ...verdicts(truth.reasons, alone),
      ...(["duplicate", "near duplicate"] as const).map((rule) =>
        pairVerdict(rule, truth.pairs[rule], new Set(Object.keys(found).filter((id) => found[id]?.includes(rule)))),
      ),
    ];
    print(table);
    for (const { rule, defects, precision, recall } of table) {
      expect([rule, defects > 0, precision, recall]).toEqual([rule, true, 1, 1]);
    }
    expect(aside.filter(({ _reasons }) => _reasons?.includes("malformed"))).toHaveLength(truth.malformed);
    expect(report.changes).toEqual({
      "filled: label": truth.filled,
      ...Object.fromEntries(Object.entries(truth.masked).map(([kind, times]) => [`masked: ${kind}`, times])),
    });
  });

  it("leaves no personal data, not even in the quarantine, and takes nothing else for it", async () => {
    const { run } = resultOf("whole");
    const rows = [...(await rowsOf(join(run, "kept"))), ...(await rowsOf(join(run, "quarantine")))];
    const everything = rows.map(({ text, _raw }) => `${String(text)} ${String(_raw)}`).join("\n");
    expect(truth.personal.filter((each) => everything.includes(each))).toEqual([]);
    expect(truth.harmless.filter((each) => !everything.includes(each))).toEqual([]);
  });

  it("killed half-way, goes on where it was and ends with the same data, byte for byte", async () => {
    const first = job("documents.yaml", "documents", "killed");
    await first.says("started", { stage: "duplicates" });
    first.stop();
    await first.ended;
    expect(readdirSync(at("killed"))).toEqual(["_work"]);

    const second = job("documents.yaml", "documents", "killed");
    expect(await second.ended, second.stderr.slice(-3000)).toBe(0);
    const stages = second.events.filter(({ event }) => event === "stage");
    expect(stages.map(({ stage, resumed }) => [stage, resumed])).toEqual([
      ["rows", true],
      ["values", true],
      ["duplicates", false],
      ["near-duplicates", false],
    ]);
    const [one, other] = [resultOf("whole"), resultOf("killed")];
    expect(other.report).toEqual(one.report);
    for (const part of ["kept", "quarantine"]) {
      const [data, again] = [dataOf(join(one.run, part)), dataOf(join(other.run, part))];
      expect(again.map((each, index) => data[index]?.equals(each))).toEqual(data.map(() => true));
    }
    expect(readdirSync(at("killed", "_work"))).toEqual([]);
  });

  it("does nothing where nothing has changed", async () => {
    const before = readdirSync(at("whole", "runs"));
    const again = job("documents.yaml", "documents", "whole");
    expect(await again.ended).toBe(0);
    expect(again.events.map(({ event }) => event)).toEqual(["run", "result"]);
    expect(readdirSync(at("whole", "runs"))).toEqual(before);
  });

  it("sets aside images that cannot be decoded, and those not asked for", async () => {
    const run = job("images.yaml", "images", "pictures");
    expect(await run.ended, run.stderr.slice(-3000)).toBe(0);
    const { run: result } = resultOf("pictures");
    const [kept, aside] = await Promise.all([rowsOf(join(result, "kept")), rowsOf(join(result, "quarantine"))]);
    expect(kept.length + aside.length).toBe(Object.keys(truth.images).length);
    const single = Object.fromEntries(
      Object.entries(truth.images).filter(([, reasons]) => !reasons.includes("duplicate")),
    );
    const found = Object.fromEntries(aside.map((row) => [String(row.path), (row._reasons ?? []).filter(isOfRow)]));
    const twice = Object.keys(truth.images).filter((path) => path.startsWith("one/"));
    const pairs = twice.map((path): [string, string] => [path, path.replace("one/", "two/")]);
    const copies = new Set(aside.filter(({ _like }) => _like).map(({ path }) => String(path)));
    const table = [...verdicts(single, found), pairVerdict("duplicate", pairs, copies)];
    print(table);
    for (const { rule, precision, recall } of table) expect([rule, precision, recall]).toEqual([rule, 1, 1]);
  });

  it("reads JSON, CSV and Parquet alike, and refuses what it cannot use in words", async () => {
    const run = start([resolve(__dirname, "formats.py"), at("formats")]);
    expect(await run.ended, run.stderr.slice(-3000)).toBe(0);
    const said = (event: string) => run.events.filter((each) => each.event === event);
    expect(said("cleaned").map(({ format, rows, kept, reasons }) => [format, rows, kept, reasons])).toEqual([
      ["json", 8, 4, { malformed: 1, "missing: name": 1, "range: size": 1, "type: size": 1 }],
      ["csv", 8, 4, { malformed: 1, "missing: name": 1, "range: size": 1, "type: size": 1 }],
      ["parquet", 7, 4, { "missing: name": 1, "range: size": 1, "type: size": 1 }],
    ]);
    expect(said("refused").map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "rules.yaml:1: rules: Additional properties are not allowed ('duplicats' was unexpected); did you mean duplicates?",
        "rules.yaml:2: columns.a.type: 'text' is not one of ['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'binary']",
        "rules.yaml:4: text.column: no column boddy; did you mean body?",
        "rules.yaml:4: columns.a.minimum: says nothing of a string; it is for integer and number
      rules.yaml:5: columns.a.fill: a string has no median; give a value",
        "rules.yaml:2: not YAML: expected the node content, but found '<stream end>'",
        "rules.yaml:1: columns.a.pattern: ( is not a regular expression",
        "FOLDER/in/parquet has no column weight; it has name, size",
        "FOLDER/nowhere does not exist, or has no files",
      ]
    `);
  });
});

/** Reasons that look at one row alone. */
const isOfRow = (reason: string) => !["duplicate", "near duplicate", "malformed"].includes(reason);

/** What each row that has an id was set aside for. */
function reasonsById(aside: Row[]): Record<string, string[]> {
  return Object.fromEntries(aside.flatMap((row) => (typeof row.id === "string" ? [[row.id, row._reasons ?? []]] : [])));
}

function print(table: Verdict[]): void {
  console.log(
    table
      .map(
        ({ rule, defects, precision, recall }) =>
          `${rule}: ${defects} defects, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
      )
      .join("\n"),
  );
}
