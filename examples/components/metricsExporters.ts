import { MetricsExporters } from "aidc/components/observability/exporters/metricsExporters";
import { kubernetes } from "./existing";

export const exporters = new MetricsExporters("ai", { pools: [{ instanceType: "p5en.48xlarge" }], kubernetes });
