import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/**
 * Columns that the validator asks for under the names of a draft, which version 1.0 of the specification gave others: it is shown the
 * same values under both, so that what it says of them counts.
 */
const DRAFT_NAMES = {
  ChargeType: "ChargeCategory",
  InvoiceIssuer: "InvoiceIssuerName",
  Provider: "ProviderName",
  Publisher: "PublisherName",
  ResourceID: "ResourceId",
};

describe("the FinOps Foundation's validator of FOCUS 1.0", () => {
  const folder = mkdtempSync(join(tmpdir(), "focus-"));
  // The first run installs it.
  beforeAll(() => void execFileSync("scripts/focus-validator.sh", ["--supported-versions", "--data-file", "none"]));
  afterAll(() => rmSync(folder, { recursive: true }));

  const bill = (stack: string): Record<string, string>[] => {
    const arguments_ = ["bin/aidc.js", "bill", stack, "--focus", "--month", "2027-01"];
    return parse(execFileSync(process.execPath, arguments_, { maxBuffer: 16 * 2 ** 20 }), { columns: true });
  };

  async function validated(rows: Record<string, string>[]): Promise<string> {
    const file = join(folder, "bill.csv");
    const named = rows.map((row) => ({
      ...row,
      ...Object.fromEntries(Object.entries(DRAFT_NAMES).map(([draft, name]) => [draft, row[name]])),
    }));
    writeFileSync(file, stringify(named, { header: true }));
    const run = promisify(execFile)("scripts/focus-validator.sh", ["--data-file", file, "--validate-version", "1.0"]);
    return run.then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
  }

  it.each(["us-east-1", "backbone", "stacks/examples/edge.yaml"])("passes the bill of %s", async (stack) => {
    const rows = bill(stack);
    expect(rows.length).toBeGreaterThan(20);
    expect(await validated(rows)).toBe("Validation succeeded.\n");
  });

  it("fails a bill whose category and price are none of the specification's", async () => {
    const rows = bill("backbone").map((row, index) =>
      index > 0 ? row : { ...row, ServiceCategory: "Magic", SkuPriceId: "" },
    );
    const told = await validated(rows);
    expect(told).toMatch(/ServiceCategory_Enum failed/);
    expect(told).toMatch(/SkuPriceId_Nullable failed/);
    expect(told).toMatch(/Validation failed!/);
  });
});
