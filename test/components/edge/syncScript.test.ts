import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { modelSyncScript } from "../../../components/edge/syncScript";

let root: string;
const path = (...parts: string[]) => join(root, ...parts);

/** `aws s3 sync FROM next --delete …` over a folder instead of a bucket: it copies what differs, and says so as the CLI does. */
const aws = `#!/bin/bash
[ -e "$REGION_AWAY" ] && { echo "Could not connect" >&2; exit 1; }
from=$3 to=$4
for file in $(cd "$from" && find . -type f); do
  cmp -s "$from/$file" "$to/$file" && continue
  mkdir -p "$(dirname "$to/$file")" && cp "$from/$file" "$to/$file.part" && mv "$to/$file.part" "$to/$file"
  echo "download: $file"
  [ -e "$BREAKS_OFF" ] && exit 1
done
for file in $(cd "$to" && find . -type f); do
  [ -e "$from/$file" ] || { rm "$to/$file"; echo "delete: $file"; }
done
`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "aidc-sync-"));
  mkdirSync(path("bucket", "layers"), { recursive: true });
  mkdirSync(path("bin"));
  writeFileSync(path("bin", "aws"), aws);
  chmodSync(path("bin", "aws"), 0o755);
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (name: string, text: string) => writeFileSync(path("bucket", name), text);
const served = (name: string) => readFileSync(path("models", "digits", "current", name), "utf8");
const versions = () => readdirSync(path("models", "digits", "versions"));

/** One look; what it prints. */
function sync(): string {
  const folders = { FROM: path("bucket"), FOLDER: path("models", "digits"), EVERY: "0" };
  const away = { REGION_AWAY: path("away"), BREAKS_OFF: path("breaks") };
  const env = { ...folders, ...away, PATH: `${path("bin")}:${process.env.PATH}` };
  return execFileSync("bash", ["-c", modelSyncScript], { encoding: "utf8", env, stdio: ["ignore", "pipe", "ignore"] });
}

test("takes a new version whole, and keeps the one before for pods that read it", () => {
  put("config", "1");
  put("layers/a", "weights");
  expect(sync()).toMatch(/serves version/);
  expect([served("config"), served("layers/a")]).toEqual(["1", "weights"]);

  const [first = ""] = versions();
  put("config", "2");
  sync();
  expect([served("config"), versions().length]).toEqual(["2", 2]);
  expect(readFileSync(path("models", "digits", "versions", first, "config"), "utf8")).toBe("1");
  // What both have in common is stored once.
  const inode = (version: string) => statSync(path("models", "digits", "versions", version, "layers/a")).ino;
  expect(new Set(versions().map(inode)).size).toBe(1);

  put("config", "3");
  sync();
  expect(versions()).toHaveLength(2);
  expect(versions()).not.toContain(first);
});

test("makes no version of what has not changed", () => {
  put("config", "1");
  sync();
  const before = versions();
  expect(sync()).toBe("");
  expect(versions()).toEqual(before);
});

test("drops what the bucket no longer has", () => {
  put("config", "1");
  put("old", "1");
  sync();
  rmSync(path("bucket", "old"));
  sync();
  expect(existsSync(path("models", "digits", "current", "old"))).toBe(false);
  expect(served("config")).toBe("1");
});

test("serves what is there while the region is out of reach, and never half of a version", () => {
  put("config", "1");
  put("layers/a", "weights");
  sync();
  put("config", "2");
  put("layers/a", "other weights");
  writeFileSync(path("breaks"), "");
  sync();
  expect([served("config"), served("layers/a")]).toEqual(["1", "weights"]);

  writeFileSync(path("away"), "");
  sync();
  expect([served("config"), versions().length]).toEqual(["1", 1]);

  rmSync(path("away"));
  rmSync(path("breaks"));
  sync();
  expect([served("config"), served("layers/a")]).toEqual(["2", "other weights"]);
});

test("has nothing to show before the first version is whole: pods wait for it", () => {
  put("config", "1");
  writeFileSync(path("away"), "");
  sync();
  expect(existsSync(path("models", "digits", "current"))).toBe(false);
});
