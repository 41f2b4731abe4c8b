export { AcceleratorPool } from "./acceleratorPool";
export { Network } from "./network";
export { Region } from "./region";
