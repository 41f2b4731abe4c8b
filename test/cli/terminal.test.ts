import { afterEach, describe, expect, it, vi } from "vitest";
import { terminalOptions } from "../../cli/terminal";

function optionsWith(columns: string | undefined) {
  vi.stubEnv("COLUMNS", columns);
  vi.stubEnv("FORCE_COLOR", undefined);
  return terminalOptions();
}

afterEach(() => vi.unstubAllEnvs());

describe("how text is shown", () => {
  it("is in lines as long as they are in a pipe, and fits the columns that are told", () => {
    expect(optionsWith(undefined)).toEqual({ colour: false, width: 120 });
    expect(optionsWith("60")).toEqual({ colour: false, width: 60, wrap: true });
    expect(optionsWith("wide")).toEqual({ colour: false, width: 120 });
  });
});
