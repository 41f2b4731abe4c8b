import { unescape } from "node:querystring";

/** Times in Unix seconds. */
export interface Window {
  from: number;
  to: number;
  stepSeconds: number;
}

/** A series with its values, at steps of the window that have one; times in Unix seconds. */
export interface Series {
  labels: Record<string, string>;
  values: [number, number][];
}

/** What answers like Prometheus' HTTP API. */
export interface Prometheus {
  /** Its address, without a password. */
  address: string;
  /** Throws PrometheusError where the query fails. */
  range(expr: string, window: Window): Promise<Series[]>;
}

/** A Prometheus that cannot be asked, or a query that it refuses; the message is for the user. */
export class PrometheusError extends Error {
  override name = "PrometheusError";
}

const patienceMs = 30_000;

/**
 * The Prometheus at an address: the server's own, or that or the ARN of a workspace of Amazon Managed Service for Prometheus, whose
 * requests are signed. Throws PrometheusError where nothing there answers as one.
 */
export async function prometheusAt(address: string, timeoutMs = patienceMs): Promise<Prometheus> {
  const api = new Api(address, timeoutMs);
  const { resultType } = await api.ask<{ resultType?: string }>("query", { query: "vector(1)" });
  if (resultType !== "vector") throw new PrometheusError(`${api.address} answers, but not as Prometheus does.`);
  return {
    address: api.address,
    range: async (query, { from, to, stepSeconds }) => {
      const form = { query, start: `${from}`, end: `${to}`, step: `${stepSeconds}` };
      const { result } = await api.ask<{ result: RangeResult[] }>("query_range", form);
      return result.map(({ metric, values }) => ({
        labels: metric,
        values: values.map(([time, value]) => [time, Number(value)]),
      }));
    },
  };
}

interface RangeResult {
  metric: Record<string, string>;
  values: [number, string][];
}

class Api {
  readonly address: string;
  private readonly base: URL;
  private readonly region: string | undefined;
  private readonly headers: Record<string, string> = { "content-type": "application/x-www-form-urlencoded" };

  constructor(
    address: string,
    private readonly timeoutMs: number,
  ) {
    const base = urlOf(address);
    if (base.username) {
      const login = `${unescape(base.username)}:${unescape(base.password)}`;
      this.headers.authorization = `Basic ${Buffer.from(login).toString("base64")}`;
    }
    base.username = base.password = base.search = base.hash = "";
    // Consoles show the address of one call: any of them names the API.
    base.pathname = base.pathname.replace(/\/api\/v1(\/.*)?$/, "").replace(/\/*$/, "/");
    this.base = base;
    this.address = base.href.replace(/\/$/, "");
    this.region = workspaceRegion(base);
  }

  /** By POST, whose body is signed as it is sent; of a query string each side encodes its own. */
  async ask<Data>(call: "query" | "query_range", form: Record<string, string>): Promise<Data> {
    const url = new URL(`api/v1/${call}`, this.base);
    const { status, type, text } = await this.post(url, new URLSearchParams(form).toString());
    const answer = parsed<Data>(text);
    if (answer?.status === "success" && answer.data) return answer.data;
    if (status === 401 || status === 403) throw this.refusal(status, answer?.message);
    if (answer?.error) throw new PrometheusError(answer.error);
    throw new PrometheusError(
      `${this.address} does not answer as Prometheus does: ${url.pathname} gave ${status}, ${answer?.message ?? type}. Write the address below which /api/v1 stands.`,
    );
  }

  private async post(url: URL, body: string): Promise<{ status: number; type: string; text: string }> {
    try {
      const headers = this.region === undefined ? this.headers : await this.signed(url, this.region, body);
      const signal = AbortSignal.timeout(this.timeoutMs);
      const response = await fetch(url, { method: "POST", headers, body, signal });
      const type = response.headers.get("content-type")?.split(";")[0] ?? "without a type";
      return { status: response.status, type, text: await response.text() };
    } catch (error) {
      throw this.unreached(error as Error);
    }
  }

  private async signed(url: URL, region: string, body: string): Promise<Record<string, string>> {
    const { signedHeaders } = await import("./sigv4.js");
    return signedHeaders(url, region, this.headers, body);
  }

  private unreached(error: Error): PrometheusError {
    if (error.name === "TimeoutError")
      return new PrometheusError(`${this.address} has not answered within ${this.timeoutMs / 1000} s.`);
    if (error.name.endsWith("ProviderError"))
      return new PrometheusError(
        `${this.address} wants a signature, and there are no AWS credentials (${error.message}). Sign in, for example with \`aws sso login\`, or set AWS_PROFILE.`,
      );
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    return new PrometheusError(
      `${this.address} cannot be reached: ${cause}. Is the address right, and a tunnel to it open?`,
    );
  }

  private refusal(status: number, message = ""): PrometheusError {
    const next = this.region
      ? "Allow the credentials in use aps:QueryMetrics on the workspace."
      : "Write who asks into the address: https://user:password@host.";
    return new PrometheusError(`${this.address} refuses with ${status}${message && `: ${message}`}. ${next}`);
  }
}

/** Of an address, or of a workspace by its ARN, as the stack's output `metricsWorkspaceArn` has it. */
function urlOf(address: string): URL {
  const [, region, workspace] = /^arn:aws[\w-]*:aps:([a-z0-9-]+):\d{12}:workspace\/(ws-[\w-]+)$/.exec(address) ?? [];
  if (region && workspace) return new URL(`https://aps-workspaces.${region}.amazonaws.com/workspaces/${workspace}`);
  if (URL.canParse(address)) {
    const url = new URL(address);
    if (/^https?:$/.test(url.protocol)) return url;
  }
  throw new PrometheusError(
    `${address} is no address of a Prometheus. Write one such as http://localhost:9090, or the ARN of an Amazon Managed Service for Prometheus workspace.`,
  );
}

/** Prometheus' own answer, or the `message` that AWS' services answer with; undefined where it is no JSON object. */
function parsed<Data>(text: string): { status?: string; data?: Data; error?: string; message?: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The region of a workspace's address, with IPv4 or both, FIPS or a VPC endpoint; undefined for other addresses.
 * Source: AWS General Reference, "Amazon Managed Service for Prometheus endpoints and quotas".
 */
export function workspaceRegion({ hostname }: URL): string | undefined {
  return /(?:^|\.)aps-workspaces(?:-fips)?\.([a-z0-9-]+)\.(?:vpce\.)?(?:amazonaws\.com|api\.aws)$/.exec(hostname)?.[1];
}
