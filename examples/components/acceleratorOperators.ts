import { AcceleratorOperators } from "aidc/components/compute/acceleratorOperators";
import { kubernetes } from "./existing";

export const operators = new AcceleratorOperators("ai", {
  pools: [{ name: "train", instanceType: "p5en.48xlarge", zone: "use1-az6" }],
  kubernetes,
});
