import { type Server, createServer } from "node:http";
import { freePort } from "../freePort";

/** What Alertmanager posts to a webhook, and when it came. */
export interface Message {
  at: number;
  receiver: string;
  alerts: { status: string; labels: Record<string, string>; annotations: Record<string, string> }[];
}

/** Stands where a topic would. */
export class Webhook {
  readonly messages: Message[] = [];
  url = "";
  private server?: Server;

  async listen(): Promise<void> {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}/`;
    this.server = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        this.messages.push({ ...(JSON.parse(body) as Omit<Message, "at">), at: Date.now() });
        response.end();
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(port, "127.0.0.1", resolve));
  }

  close(): void {
    this.server?.close();
  }

  /** The first message that tells of an alert. */
  about(alertname: string): Message | undefined {
    return this.messages.find(({ alerts }) => alerts.some(({ labels }) => labels.alertname === alertname));
  }
}
