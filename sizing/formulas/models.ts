import { findModel } from "../../catalog/models";
import { findInstanceType } from "../../catalog/instanceTypes";
import { type AcceleratorNode, acceleratorNode } from "../accelerator";
import type { CnnShape } from "../parameters/cnn";
import type { TransformerShape } from "../parameters/transformer";
import { type DefaultEfficiency, defaultEfficiency } from "../step/efficiency";

// What the pages' examples are worked with.

export function shapeOf(name: string): TransformerShape {
  const model = findModel(name);
  if (!model) throw new Error(`the formula pages need the model ${name} in the catalogue`);
  return model.shape;
}

/** A node of the catalogue as the formulas take it. */
export function nodeOf(instanceType: string): { node: AcceleratorNode; efficiency: DefaultEfficiency } {
  const type = findInstanceType(instanceType);
  const node = type && acceleratorNode(type);
  if (!type?.accelerator || !node || "reason" in node)
    throw new Error(`the formula pages need ${instanceType} in the catalogue`);
  return { node, efficiency: defaultEfficiency(type.accelerator.name) };
}

/** The CNN of `workloads/training` on MNIST. */
export const MNIST_CNN: CnnShape = {
  channels: 1,
  height: 28,
  width: 28,
  layers: [
    { kind: "convolution", outChannels: 32, kernel: 3, padding: 0, bias: true },
    { kind: "pool", kernel: 2, stride: 2 },
    { kind: "convolution", outChannels: 64, kernel: 3, padding: 0, bias: true },
    { kind: "pool", kernel: 2, stride: 2 },
    { kind: "linear", outFeatures: 128 },
    { kind: "linear", outFeatures: 10 },
  ],
};
