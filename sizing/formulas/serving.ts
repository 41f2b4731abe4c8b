import { replicasFor } from "../serving/replicas";
import {
  cacheBytesPerToken,
  concurrentSequences,
  decodeSeconds,
  prefillSeconds,
  visitedParameters,
} from "../serving/serving";
import { type FormulaPage, of, whole } from "./formula";
import { nodeOf, shapeOf } from "./models";

const [llama, mixtral] = [shapeOf("llama-3-70b"), shapeOf("mixtral-8x7b")];
const { node, efficiency } = nodeOf("p5.48xlarge");
const precision = { weightBytes: 2, cacheBytes: 2 } as const;
const load = {
  promptTokens: 1000,
  answerTokens: 300,
  requestsPerSecond: 20,
  firstTokenSeconds: 1,
  tokenSeconds: 0.05,
};
const milliseconds = (seconds: number) => of(seconds * 1000, "ms");
const plan = replicasFor(llama, load, precision, node, efficiency);

export const servingPage: FormulaPage = {
  file: "serving",
  title: "Serving",
  code: ["sizing/serving/"],
  letters: {
    L: "layers",
    k: "width of all key heads",
    t: "tensor-parallel accelerators of a replica",
    e: "experts, of which a token visits `c`",
  },
  formulas: [
    {
      name: "Keys and values of one token",
      by: [cacheBytesPerToken],
      formula: "2 L k x bytes",
      source: "Pope et al. 2022 (arXiv 2211.05102); Kwon et al. 2023 (vLLM, arXiv 2309.06180), section 3",
      examples: [{ of: "Llama 3 70B, 2 bytes", gives: of(cacheBytesPerToken(llama, precision) / 1024, "KiB") }],
    },
    {
      name: "Sequences at once",
      by: [concurrentSequences],
      formula: "(t x memory x 0.9 - weights) / (keys and values x tokens)",
      source: "Kwon et al. 2023 (vLLM), whose default leaves a tenth of the memory free",
      examples: [
        {
          of: "Llama 3 70B, 8,192 tokens, 4 accelerators of p5",
          gives: whole(concurrentSequences(llama, precision, 8192, { accelerators: 4, memoryBytes: node.memoryBytes })),
        },
      ],
    },
    {
      name: "First token",
      by: [prefillSeconds],
      formula: "operations of the prompt / (t x peak x share) + 2 all-reduces a layer",
      source: "Pope et al. 2022, section 2",
      examples: [
        {
          of: "1,000 tokens, Llama 3 70B, t = 8, H100",
          gives: milliseconds(prefillSeconds(llama, 1000, 8, node, efficiency)),
        },
      ],
    },
    {
      name: "Next token",
      by: [decodeSeconds],
      formula:
        "max((weights + all keys and values) / (t x memory rate x 0.8), operations / (t x peak x share)) + 2 all-reduces a layer",
      source: "Pope et al. 2022; roofline of Williams et al. 2009",
      examples: [1, 16, 64].map((sequences) => ({
        of: `batch of ${sequences}, 1,150 tokens each`,
        gives: milliseconds(decodeSeconds(llama, { sequences, tokens: 1150 }, precision, 8, node, efficiency)),
      })),
    },
    {
      name: "Experts that a batch visits",
      by: [visitedParameters],
      formula: "e (1 - (1 - c/e)^n) for n tokens",
      source: "assumption: each token visits its experts at random, apart from the others",
      examples: [1, 4, 64].map((n) => ({
        of: `Mixtral 8x7B, ${n} tokens`,
        gives: `${whole(visitedParameters(mixtral, n))} parameters read`,
      })),
    },
    {
      name: "Replicas",
      by: [replicasFor],
      formula: "rate / (0.7 / (first token + answer x next token / batch)), the largest batch within memory and time",
      source: "M/M/1 keeps queues short at 0.7 of the capacity",
      examples: [
        {
          of: "Llama 3 70B, 20 requests/s of 1,000 + 300 tokens on p5",
          gives:
            "reason" in plan
              ? plan.reason
              : `${plan.replicas} replicas of ${plan.tensorParallel}, batch ${plan.batch}: ${plan.nodes} nodes`,
        },
      ],
    },
  ],
};
