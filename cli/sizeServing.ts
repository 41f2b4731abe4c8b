import type { ServeEntry } from "../sizing/planner/workloads";
import type { TerminalOptions } from "../sizing/render/figures";
import { secondsOf } from "./quantities";
import type { Asked, Sized } from "./sizeAsked";

/** What a serving workload is taken to ask where nothing is said: a chat's lengths and the patience of who reads along. */
const DEFAULTS = { promptTokens: 1000, answerTokens: 300, firstToken: "1s", token: "50ms", weightBits: 16 } as const;

/** Sizes a model to serve. */
export async function sizeServed(asked: Asked, serve: ServeEntry, terminal: TerminalOptions): Promise<Sized> {
  const [{ sizeServing }, { renderServing }] = await Promise.all([
    import("../sizing/planner/serving.js"),
    import("../sizing/render/serving.js"),
  ]);
  const { requestsPerSecond, promptTokens, answerTokens, firstToken, token, weightBits } = { ...DEFAULTS, ...serve };
  const answer = sizeServing(
    {
      ...(asked.name !== undefined && { name: asked.name }),
      model: asked.model ?? "",
      load: {
        requestsPerSecond,
        promptTokens,
        answerTokens,
        firstTokenSeconds: await secondsOf(firstToken, "--first-token"),
        tokenSeconds: await secondsOf(token, "--token"),
      },
      precision: { weightBytes: (weightBits / 8) as 0.5 | 1 | 2, cacheBytes: 2 },
      prefer: asked.prefer,
      ...(asked.type && { instanceTypes: asked.type }),
    },
    asked.region,
  );
  return { json: answer, text: renderServing(answer, terminal), found: answer.chosen !== undefined };
}
