import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { measure } from "../../../report/metrics/measured";
import { prometheusAt, PrometheusError, workspaceRegion } from "../../../report/metrics/prometheus";
import { signedHeaders } from "../../../report/metrics/sigv4";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Asked {
  path: string;
  form: Record<string, string>;
  authorization: string | undefined;
}

/** A server that answers so; what it was asked is kept. */
async function serve(answer: (asked: Asked, response: ServerResponse) => void) {
  const asked: Asked[] = [];
  server = createServer((request: IncomingMessage, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const { url = "", headers } = request;
      const form = Object.fromEntries(new URLSearchParams(body));
      asked.push({ path: `${request.method} ${url}`, form, authorization: headers.authorization });
      answer(asked.at(-1) as Asked, response);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, asked };
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const vector = { status: "success", data: { resultType: "vector", result: [] } };

describe("prometheusAt", () => {
  it.each(["", "/", "/api/v1", "/api/v1/query", "/api/v1/remote_write"])("finds the API below %j", async (ending) => {
    const { host, asked } = await serve((_, response) => json(response, 200, vector));
    expect((await prometheusAt(`http://${host}/prom${ending}`)).address).toBe(`http://${host}/prom`);
    expect(asked).toEqual([
      { path: "POST /prom/api/v1/query", form: { query: "vector(1)" }, authorization: undefined },
    ]);
  });

  it("asks for a range, and keeps a password to itself", async () => {
    const { host, asked } = await serve(({ path }, response) =>
      json(
        response,
        200,
        path.endsWith("query")
          ? vector
          : {
              status: "success",
              data: {
                resultType: "matrix",
                result: [
                  {
                    metric: { pool: "a" },
                    values: [
                      [60, "0.5"],
                      [120, "NaN"],
                    ],
                  },
                ],
              },
            },
      ),
    );
    const prometheus = await prometheusAt(`http://me:s%40cret%@${host}`);
    expect(prometheus.address).toBe(`http://${host}`);
    const series = await prometheus.range("up + 1", { from: 60, to: 120, stepSeconds: 60 });
    expect(series).toEqual([
      {
        labels: { pool: "a" },
        values: [
          [60, 0.5],
          [120, NaN],
        ],
      },
    ]);
    expect(asked[1]).toEqual({
      path: "POST /api/v1/query_range",
      form: { query: "up + 1", start: "60", end: "120", step: "60" },
      authorization: `Basic ${Buffer.from("me:s@cret%").toString("base64")}`,
    });
  });

  it.each([
    ["refuses", 401, "text/plain", "no", /refuses with 401\. Write who asks into the address/],
    ["forbids", 403, "application/json", '{"message":"Missing Token"}', /refuses with 403: Missing Token\. /],
    [
      "is a page",
      200,
      "text/html; charset=utf-8",
      "<html>",
      /does not answer as Prometheus does: \/api\/v1\/query gave 200, text\/html\./,
    ],
    [
      "is not there",
      404,
      "text/plain",
      "404 page not found",
      /does not answer as Prometheus does: .* gave 404, text\/plain\. Write the address/,
    ],
    [
      "is another API",
      200,
      "application/json",
      '{"status":"success","data":{"resultType":"streams"}}',
      /not as Prometheus does/,
    ],
    ["is a number", 200, "application/json", "7", /does not answer as Prometheus does/],
  ])("says what is wrong where the server %s", async (_, status, type, body, message) => {
    const { host } = await serve((_, response) => response.writeHead(status, { "content-type": type }).end(body));
    await expect(prometheusAt(`http://${host}`)).rejects.toThrow(message);
    await expect(prometheusAt(`http://${host}`)).rejects.toBeInstanceOf(PrometheusError);
  });

  it("gives up on a server that keeps silent, and on one that stops amid its answer", async () => {
    const { host } = await serve(() => undefined);
    await expect(prometheusAt(`http://${host}`, 50)).rejects.toThrow(/has not answered within 0\.05 s/);
    server?.closeAllConnections();
    const half = await serve((_, response) => void response.writeHead(200).write('{"status":'));
    await expect(prometheusAt(`http://${half.host}`, 50)).rejects.toThrow(/has not answered within 0\.05 s/);
  });

  it("says which addresses are none, and which nobody listens at", async () => {
    for (const address of ["localhost:9090", "ftp://host", "", "prom"])
      await expect(prometheusAt(address)).rejects.toThrow(/no address of a Prometheus.*http:\/\/localhost:9090/);
    const { host } = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    await expect(prometheusAt(`http://${host}`)).rejects.toThrow(
      `http://${host} cannot be reached: connect ECONNREFUSED`,
    );
  });
});

describe("measure", () => {
  it("keeps why a query failed beside what the others answered", async () => {
    const { host } = await serve(({ form, path }, response) => {
      if (path.endsWith("query")) return json(response, 200, vector);
      if (form.query?.includes("TENSOR")) return json(response, 422, { status: "error", error: "too many samples" });
      return json(response, 200, { status: "success", data: { resultType: "matrix", result: [] } });
    });
    const measured = await measure(await prometheusAt(`http://${host}`), { from: 0, to: 60, stepSeconds: 1 });
    expect(measured.dashboards.map(({ title }) => title)).toContain("Accelerators");
    const queries = measured.dashboards.flatMap(({ panels }) => panels.flatMap((panel) => panel.queries));
    expect(queries.filter((query) => "failed" in query)).toMatchObject([{ failed: "too many samples" }]);
    expect(queries.filter((query) => "series" in query).length).toBe(queries.length - 1);
  });
});

describe("workspaces of Amazon Managed Service for Prometheus", () => {
  it.each([
    ["https://aps-workspaces.us-east-1.amazonaws.com/workspaces/ws-1/", "us-east-1"],
    ["https://aps-workspaces-fips.us-gov-west-1.api.aws/workspaces/ws-1", "us-gov-west-1"],
    ["https://vpce-0a-b.aps-workspaces.eu-west-1.vpce.amazonaws.com/workspaces/ws-1", "eu-west-1"],
    ["http://localhost:9090", undefined],
    ["https://aps-workspaces.us-east-1.amazonaws.com.example.com/", undefined],
  ])("%s is of region %s", (address, region) => {
    expect(workspaceRegion(new URL(address))).toBe(region);
  });

  it("are known by their ARN too", async () => {
    const arn = "arn:aws:aps:us-east-1:111122223333:workspace/ws-1a2b";
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
    vi.stubGlobal("fetch", (url: URL, { headers }: { headers: Record<string, string> }) => {
      expect(url.href).toBe("https://aps-workspaces.us-east-1.amazonaws.com/workspaces/ws-1a2b/api/v1/query");
      expect(headers.authorization).toMatch(/Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/aps\/aws4_request/);
      return Promise.resolve(new Response('{"message":"no"}', { status: 403 }));
    });
    try {
      await expect(prometheusAt(arn)).rejects.toThrow(/ws-1a2b refuses with 403: no\. Allow .* aps:QueryMetrics/);
    } finally {
      vi.unstubAllGlobals();
      vi.unstubAllEnvs();
    }
  });

  it("are asked with a signature that AWS' rules of Signature Version 4 give too", async () => {
    const url = new URL("https://aps-workspaces.us-east-1.amazonaws.com/workspaces/ws-1/api/v1/query_range");
    const body = "query=up+%2B+1&start=60";
    const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token" };
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const headers = await signedHeaders(url, "us-east-1", type, body, keys);
    const { authorization = "", "x-amz-date": time = "" } = headers;
    const [, names = "", signature] = /SignedHeaders=([^,]+), Signature=(\w+)$/.exec(authorization) ?? [];
    expect(names.split(";")).toEqual(expect.arrayContaining(["host", "x-amz-date", "x-amz-security-token"]));

    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
    const canonical = [
      "POST",
      url.pathname,
      "",
      ...names.split(";").map((name) => `${name}:${headers[name]}`),
      "",
      names,
      sha256(body),
    ].join("\n");
    const scope = [time.slice(0, 8), "us-east-1", "aps", "aws4_request"];
    const key = scope.reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
    const text = ["AWS4-HMAC-SHA256", time, scope.join("/"), sha256(canonical)].join("\n");
    expect(signature).toBe(hmac(key, text).toString("hex"));
  });
});
