import { execFileSync, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hadoopXml } from "../../../components/storage/hadoop/configuration";
import { coreSite } from "../../../components/storage/hadoop/coreSite";
import { startMoto } from "../moto";

const bucket = "aidc-curated";
const keyArn = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const encrypted = {
  "x-amz-server-side-encryption": "aws:kms",
  "x-amz-server-side-encryption-aws-kms-key-id": keyArn,
};
/** Errors alone, on stderr: what fails says why. */
const logging = [
  "log4j.rootLogger=ERROR,console",
  "log4j.appender.console=org.apache.log4j.ConsoleAppender",
  "log4j.appender.console.target=System.err",
  "log4j.appender.console.layout=org.apache.log4j.PatternLayout",
  "log4j.appender.console.layout.ConversionPattern=%p %c: %m%n",
].join("\n");

/** moto looks at whose request it is, not at the signature. */
const headers = { Authorization: "AWS4-HMAC-SHA256 Credential=testing/20261125/us-east-1/s3/aws4_request" };

/**
 * Hadoop 3.5.0's own client under the rendered core-site.xml, against moto's S3. Its credentials come as EKS Pod
 * Identity gives them: from an address in the environment, for a token in a file.
 */
describe("the rendered core-site.xml under Hadoop's own client", () => {
  let moto: Awaited<ReturnType<typeof startMoto>> | undefined;
  let podIdentity: Server;
  let endpoint: string;
  /** A line for each request that moto answered. */
  let requests = "";
  let folder: string;
  let java: string;
  let classPath: string;
  let environment: NodeJS.ProcessEnv;
  const authorizations: (string | undefined)[] = [];

  beforeAll(async () => {
    java = execFileSync("scripts/java.sh", { encoding: "utf8" }).trim();
    classPath = execFileSync("scripts/maven-jars.sh", ["test/real/hadoop/pom.xml", "hadoop"], {
      encoding: "utf8",
    }).trim();
    folder = mkdtempSync(join(tmpdir(), "aidc-s3a-"));
    moto = await startMoto((line) => (requests += line));
    endpoint = moto.endpoint;
    expect((await fetch(`${endpoint}/${bucket}`, { method: "PUT", headers })).status).toBe(200);

    podIdentity = createHttpServer((request, response) => {
      authorizations.push(request.headers.authorization);
      const Expiration = new Date(Date.now() + 3_600_000).toISOString();
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ AccessKeyId: "ASIAPOD", SecretAccessKey: "pod", Token: "session", Expiration }));
    });
    await new Promise<void>((resolve) => podIdentity.listen(0, "127.0.0.1", resolve));
    writeFileSync(join(folder, "token"), "pod-token");
    environment = {
      PATH: process.env.PATH,
      AIDC_STORAGE_KEY_ARN: keyArn,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${(podIdentity.address() as AddressInfo).port}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, "token"),
    };

    const rendered = coreSite({ region: "us-east-1", encryptionKeyArn: "${env.AIDC_STORAGE_KEY_ARN}", endpoint });
    // What only this S3 needs: no TLS, no bucket in the host's name; and where this machine keeps its files.
    const local = {
      "fs.s3a.path.style.access": "true",
      "fs.s3a.connection.ssl.enabled": "false",
      "hadoop.tmp.dir": join(folder, "hadoop"),
    };
    mkdirSync(join(folder, "conf"));
    writeFileSync(join(folder, "conf", "core-site.xml"), hadoopXml({ ...rendered, ...local }));
    writeFileSync(join(folder, "conf", "log4j.properties"), logging);
  });

  afterAll(() => {
    moto?.stop();
    podIdentity?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** Runs beside this process, which answers for Pod Identity meanwhile. */
  async function hadoop(main: string, ...args: string[]) {
    const options = ["-Xmx1g", "-cp", `${join(folder, "conf")}:${classPath}`];
    const client = spawn(java, [...options, main, ...args], { env: environment, timeout: 240_000 });
    const [stdout, stderr, [status]] = await Promise.all([
      text(client.stdout),
      text(client.stderr),
      once(client, "close") as Promise<[number | null]>,
    ]);
    return { status, stdout, stderr };
  }
  const fs = (...args: string[]) => hadoop("org.apache.hadoop.fs.FsShell", ...args);
  const head = async (key: string) =>
    Object.fromEntries((await fetch(`${endpoint}/${bucket}/${key}`, { method: "HEAD", headers })).headers);

  it("writes, lists and renames as the pod's role, under the buckets' key", async () => {
    writeFileSync(join(folder, "a.txt"), "one\n");
    expect((await fs("-mkdir", `s3a://${bucket}/in`)).status).toBe(0);
    expect(await fs("-put", join(folder, "a.txt"), `s3a://${bucket}/in/a.txt`)).toMatchObject({
      status: 0,
      stderr: "",
    });
    expect(authorizations[0]).toBe("pod-token");
    expect((await fs("-ls", `s3a://${bucket}/in`)).stdout).toMatch(/\b4 .* s3a:\/\/aidc-curated\/in\/a\.txt/);
    expect(await head("in/a.txt")).toMatchObject(encrypted);

    expect((await fs("-mv", `s3a://${bucket}/in/a.txt`, `s3a://${bucket}/in/b.txt`)).status).toBe(0);
    expect((await fs("-cat", `s3a://${bucket}/in/b.txt`)).stdout).toBe("one\n");
    expect((await fs("-test", "-e", `s3a://${bucket}/in/a.txt`)).status).toBe(1);
    expect(await head("in/b.txt")).toMatchObject(encrypted);
  });

  it("refuses to append, and leaves the object as it was", async () => {
    const { status, stderr } = await fs("-appendToFile", join(folder, "a.txt"), `s3a://${bucket}/in/b.txt`);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/append.*not supported|not supported.*append/i);
    expect((await fs("-cat", `s3a://${bucket}/in/b.txt`)).stdout).toBe("one\n");
  });

  it("writes 200 MB in parts of 64 MB and reads the same bytes back", async () => {
    const bytes = Buffer.concat(Array.from({ length: 25 }, () => randomBytes(8 * 2 ** 20)));
    writeFileSync(join(folder, "large"), bytes);
    expect((await fs("-put", join(folder, "large"), `s3a://${bucket}/large`)).status).toBe(0);
    expect(await head("large")).toMatchObject({
      ...encrypted,
      "content-length": String(200 * 2 ** 20),
    });
    expect(
      [...requests.matchAll(/"PUT \/aidc-curated\/large\S*partNumber=(\d+)/g)].map(([, part]) => part).sort(),
    ).toEqual(["1", "2", "3", "4"]);
    expect((await fs("-get", `s3a://${bucket}/large`, join(folder, "back"))).status).toBe(0);
    const digest = (data: Buffer) => createHash("sha256").update(data).digest("hex");
    expect(digest(readFileSync(join(folder, "back")))).toBe(digest(bytes));
  });

  it("commits a job's output through the magic committer, leaving nothing temporary", async () => {
    const { status, stderr } = await hadoop(
      "org.apache.hadoop.examples.ExampleDriver",
      "wordcount",
      `s3a://${bucket}/in`,
      `s3a://${bucket}/out`,
    );
    expect(`${status} ${stderr}`).toMatch(/^0 /);
    const success = JSON.parse((await fs("-cat", `s3a://${bucket}/out/_SUCCESS`)).stdout) as Record<string, unknown>;
    expect(success).toMatchObject({ committer: "magic" });
    expect((await fs("-cat", `s3a://${bucket}/out/part-r-00000`)).stdout).toBe("one\t1\n");
    expect((await fs("-ls", "-R", `s3a://${bucket}/out`)).stdout).not.toMatch(/__magic|_temporary/);
  });
});
