import { ruleFiles } from "../components/observability/prometheus/ruleFiles";
import type { RenderedFile, Subject } from "./rendering";

/** The rule files that the region's Prometheus evaluates. */
export function prometheus({ stack }: Subject): Promise<RenderedFile[]> {
  const files = Object.entries(ruleFiles(stack));
  return Promise.resolve(files.map(([name, text]) => ({ path: `prometheus/rules/${name}.yaml`, text })));
}
