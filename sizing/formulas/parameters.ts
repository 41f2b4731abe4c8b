import { cnnCost } from "../parameters/cnn";
import { rnnCost } from "../parameters/rnn";
import {
  attentionParameters,
  feedForwardParameters,
  transformerParameters,
  keyWidth,
  queryWidth,
} from "../parameters/transformer";
import { type FormulaPage, whole } from "./formula";
import { MNIST_CNN, shapeOf } from "./models";

const CONVOLUTION = { kind: "convolution", outChannels: 64, kernel: 7, stride: 2, padding: 3 } as const;

const [gpt3, llama, mixtral] = [shapeOf("gpt-3-175b"), shapeOf("llama-3-70b"), shapeOf("mixtral-8x7b")];
const convolution = { channels: 3, height: 224, width: 224, layers: [CONVOLUTION] };
const lstm = { cell: "lstm", layers: 2, input: 256, hidden: 512, vocabulary: 10_000 } as const;

export const parametersPage: FormulaPage = {
  file: "parameters",
  title: "Parameters",
  code: ["sizing/parameters/"],
  letters: {
    h: "width of the model",
    q: "width of all query heads",
    k: "width of all key heads",
    f: "width of the feed-forward layer",
    V: "words",
    L: "layers",
    E: "experts",
  },
  formulas: [
    {
      name: "Attention of a Transformer's layer",
      by: [attentionParameters, queryWidth, keyWidth],
      formula: "2 h q + 2 h k   (+ q + 2 k + h biases)\nmulti-head: k = q;  grouped-query: k = kvHeads x headDim",
      source: "Vaswani et al. 2017 (arXiv 1706.03762); Ainslie et al. 2023 (arXiv 2305.13245)",
      examples: [
        { of: "GPT-3 175B, 96 heads", gives: whole(attentionParameters(gpt3)) },
        { of: "Llama 3 70B, 64 query and 8 key heads", gives: whole(attentionParameters(llama)) },
      ],
    },
    {
      name: "Feed-forward layer",
      by: [feedForwardParameters],
      formula: "plain: 2 h f   gated (SwiGLU): 3 h f   (+ biases)",
      source: "Vaswani et al. 2017; Shazeer 2020 (arXiv 2002.05202)",
      examples: [
        { of: "GPT-3 175B", gives: whole(feedForwardParameters(gpt3, gpt3.ffn)) },
        { of: "Llama 3 70B", gives: whole(feedForwardParameters(llama, llama.ffn)) },
      ],
    },
    {
      name: "Whole Transformer, dense or mixture of experts",
      by: [transformerParameters],
      formula:
        "L (attention + E x feedForward + h E router + 2 norms) + V h embedding + V h output (0 where tied) + norm\nactive: the same with the experts that one token visits",
      source: "Fedus et al. 2021 (arXiv 2101.03961) for experts",
      examples: [
        { of: "GPT-3 175B", gives: whole(transformerParameters(gpt3).total) },
        { of: "Llama 3 70B", gives: whole(transformerParameters(llama).total) },
        {
          of: "Mixtral 8x7B",
          gives: `${whole(transformerParameters(mixtral).total)}, of which ${whole(transformerParameters(mixtral).active)} active`,
        },
      ],
    },
    {
      name: "Convolution and whole CNN",
      by: [cnnCost],
      formula:
        "out x in / groups x kernel^2   (+ out bias, + 2 out batch norm);   side = (length + 2 padding - kernel) / stride + 1\nlinear: inputs x outputs + outputs",
      source: "Dumoulin and Visin 2016 (arXiv 1603.07285); He et al. 2015 (arXiv 1512.03385)",
      examples: [
        { of: "7 x 7 from 3 to 64 channels, stride 2, on 224 x 224", gives: whole(cnnCost(convolution).parameters) },
        { of: "the CNN on MNIST of workloads/training", gives: whole(cnnCost(MNIST_CNN).parameters) },
      ],
    },
    {
      name: "Recurrent network",
      by: [rnnCost],
      formula:
        "per layer and direction: gates x hidden x (input + hidden) + 2 gates x hidden;   gates: RNN 1, GRU 3, LSTM 4",
      source: "Hochreiter and Schmidhuber 1997; Cho et al. 2014 (arXiv 1406.1078); PyTorch torch.nn.LSTM",
      examples: [{ of: "LSTM, 2 layers of 512 on 256, 10,000 words", gives: whole(rnnCost(lstm).parameters) }],
    },
  ],
};
