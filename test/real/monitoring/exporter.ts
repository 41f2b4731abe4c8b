import { type Server, createServer } from "node:http";
import { seriesOf, syntheticRegion } from "./syntheticRegion";

/** Serves a healthy region's metrics; `faults` are further series, or others' values. */
export class Exporter {
  readonly faults: string[] = [];
  private readonly started = Date.now();
  private server?: Server;

  listen(port: number): Promise<void> {
    this.server = createServer((_, response) => response.end(`${this.series().join("\n")}\n`));
    return new Promise((resolve) => this.server?.listen(port, "127.0.0.1", resolve));
  }

  close(): void {
    this.server?.close();
  }

  private series(): string[] {
    const faulty = new Set(this.faults.map(seriesOf));
    const second = 1000 + (Date.now() - this.started) / 1000;
    const healthy = syntheticRegion({ unix: Date.now() / 1000, second, trained: second, trains: true });
    return [...healthy.filter((line) => !faulty.has(seriesOf(line))), ...this.faults];
  }
}
