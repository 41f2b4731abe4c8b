import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A port on loopback, chosen by the system. Who connects before there is anyone to answer waits. */
export class LoopbackPort {
  private readonly waiting: Socket[] = [];
  private answer: (socket: Socket) => void = (socket) => this.waiting.push(socket);

  private constructor(private readonly server: Server) {
    server.on("connection", (socket) => this.answer(socket));
  }

  static async open(): Promise<LoopbackPort> {
    const server = createServer();
    const port = new LoopbackPort(server);
    await new Promise<void>((resolve, reject) =>
      server.once("error", reject).listen({ port: 0, host: "127.0.0.1" }, resolve),
    );
    return port;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  onConnection(answer: (socket: Socket) => void): void {
    this.answer = answer;
    this.waiting.splice(0).forEach(answer);
  }

  close(): void {
    this.server.close();
    for (const socket of this.waiting) socket.destroy();
  }
}
