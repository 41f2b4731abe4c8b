import { describe, expect, it } from "vitest";
import { aidc } from "./aidc";

describe("aidc bill", () => {
  it.each([
    [["--json", "--csv"], /choose one of --json, --csv and --focus/],
    [["--focus"], /say which, for example --month 2027-01/],
    [["--discount", "compute=128%"], /write one of compute, control plane/],
    [["--by", "colour"], /Allowed choices are item, concern, team, resource/],
  ])("refuses %j in plain words", async (args, message) => {
    const { status, stderr, stdout } = await aidc("bill", "us-east-1", ...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });

  it("gives the teams' shares as CSV at the discount that is asked for, adding up to the bill", async () => {
    const { stdout, stderr, status } = await aidc(
      "bill",
      "us-east-1",
      "--by",
      "team",
      "--csv",
      "--discount",
      "compute=50%",
    );
    expect([status, stderr]).toEqual([0, ""]);
    const [head = "", ...rows] = stdout.trim().split("\n");
    expect(head).toBe("team,ownMonthlyUSD,sharedMonthlyUSD,hourlyUSD,minimumMonthlyUSD,monthlyUSD,maximumMonthlyUSD");
    // The last is what a burst pool may cost, of which each team may borrow and none has a quota.
    expect(rows.map((row) => row.split(",")[0])).toEqual(["research", "products", "claimed by no team"]);
    const json = JSON.parse((await aidc("bill", "us-east-1", "--json", "--discount", "compute=50%")).stdout) as {
      bill: { monthlyUSD: number; runs: { workload: string; usd: number }[] };
    };
    expect(rows.reduce((sum, row) => sum + Number(row.split(",")[5]), 0)).toBeCloseTo(json.bill.monthlyUSD, 3);
    expect(json.bill.runs).toMatchObject([{ workload: "pretrain", usd: expect.any(Number) as number }]);
  });
});
