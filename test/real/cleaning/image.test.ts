import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { asset } from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleaningEntry, cleaningPackage } from "../../../components/data/cleaningProgram";
import { emrRelease } from "../../../components/data/startJobRun";
import { prepare } from "./spark";

const image = readFileSync("workloads/cleaning/Containerfile", "utf8");

/** No container engine builds the image here; what it is made of is tried, each part by itself. */
describe("the cleaning job's image", { timeout: 900_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "aidc-cleaning-image-"));
  let python: string;
  let java: string;

  beforeAll(() => {
    ({ python, java } = prepare());
  }, 1_200_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("starts from the release that runs are started with", () => {
    const [, release, date] = /^FROM public\.ecr\.aws\/emr-on-eks\/spark\/(emr-[\d.]+):(\d+)$/m.exec(image) ?? [];
    expect(`${release}-${date}`).toBe(emrRelease);
  });

  it("has the Spark that the job is tested on", () => {
    // Amazon EMR Release Guide, "Spark release history", read 2026-11-26: emr-7.13.0 has 3.5.6-amzn-2.
    expect(emrRelease).toMatch(/^emr-7\.13\.0-/);
    expect(readFileSync("workloads/cleaning/requirements-local.txt", "utf8")).toMatch(/^pyspark==3\.5\.6$/m);
  });

  it.each(["x86_64", "aarch64"])("has wheels of all that it installs, for its Python on %s", (machine) => {
    const [, version = ""] = /python(3\.\d+) -m pip install/.exec(image) ?? [];
    // Amazon Linux 2023 has glibc 2.34, and takes wheels for older ones.
    const platforms = ["2_34", "2_28", "2_17"].flatMap((glibc) => ["--platform", `manylinux_${glibc}_${machine}`]);
    const options = ["--dry-run", "--quiet", "--only-binary=:all:", "--target", join(folder, machine), "--report", "-"];
    const wanted = [...options, "--python-version", version, ...platforms, "-r", "workloads/cleaning/requirements.txt"];
    const output = execFileSync(python, ["-m", "pip", "--disable-pip-version-check", "install", ...wanted], {
      encoding: "utf8",
    });
    const { install } = JSON.parse(output) as { install: { metadata: { name: string; version: string } }[] };
    const resolved = install.map(({ metadata }) => `${metadata.name}==${metadata.version}`);
    const pinned = readFileSync("workloads/cleaning/requirements.txt", "utf8").match(/^\S+==\S+$/gm) ?? [];
    expect(pinned.length).toBeGreaterThan(5);
    expect(pinned.filter((pin) => !resolved.some((one) => one.toLowerCase() === pin.toLowerCase()))).toEqual([]);
  });

  it("runs, by spark-submit, the files that the stack puts into the bucket, and no others", async () => {
    const files = (await cleaningPackage().assets) as Record<string, asset.StringAsset>;
    mkdirSync(join(folder, "cleaning"));
    for (const [name, file] of Object.entries(files)) writeFileSync(join(folder, name), await file.text);
    writeFileSync(join(folder, "entry.py"), await cleaningEntry().text);
    execFileSync(python, ["-m", "zipfile", "-c", "cleaning.zip", "cleaning"], { cwd: folder });
    rmSync(join(folder, "cleaning"), { recursive: true });

    writeFileSync(join(folder, "rules.yaml"), "columns: { size: { type: integer, minimum: 0 } }\n");
    mkdirSync(join(folder, "in"));
    writeFileSync(join(folder, "in", "rows.json"), '{"size": 1}\n{"size": -1}\n{"size": 2}\n');
    const { PATH = "", HOME = "" } = process.env;
    execFileSync(
      join(dirname(python), "spark-submit"),
      [
        ...["--master", "local[2]", "--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"],
        ...["--py-files", "cleaning.zip", "entry.py"],
        ...[
          `--rules=${join(folder, "rules.yaml")}`,
          `--input=${join(folder, "in")}`,
          `--output=${join(folder, "out")}`,
        ],
      ],
      {
        cwd: folder,
        stdio: ["ignore", "ignore", "pipe"],
        env: { PATH, HOME, JAVA_HOME: java, SPARK_LOCAL_IP: "127.0.0.1", PYSPARK_PYTHON: resolve(python) },
      },
    );
    const latest = JSON.parse(readFileSync(join(folder, "out", "latest.json"), "utf8")) as { run: string };
    const report = JSON.parse(readFileSync(join(folder, "out", "runs", latest.run, "report.json"), "utf8")) as object;
    expect(report).toMatchObject({ rows: 3, kept: 2, quarantined: 1 });
  });
});
