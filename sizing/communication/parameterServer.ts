/** Workers that push gradients to servers and pull weights from them, each step. */
export interface ParameterServer {
  workers: number;
  servers: number;
  /** Of one worker's network, one direction. */
  workerBytesPerSecond: number;
  /** Of one server's network, one direction. */
  serverBytesPerSecond: number;
}

export interface ParameterServerTime {
  seconds: number;
  /** Which side the bytes queue at. */
  bottleneck: "worker" | "server";
}

/**
 * Push and pull of a buffer of `bytes` one after the other: each worker moves it once a direction; each server moves `workers / servers`
 * of it, so a server's link is the bottleneck until there are about as many servers as workers. Push and pull share no direction.
 * Source: Li et al. 2014 (Scaling Distributed Machine Learning with the Parameter Server, OSDI), section 3; Jiang et al. 2020 (BytePS, OSDI), section 2.
 */
export function pushPullSeconds(bytes: number, system: ParameterServer): ParameterServerTime {
  const worker = (2 * bytes) / system.workerBytesPerSecond;
  const server = (2 * bytes * system.workers) / system.servers / system.serverBytesPerSecond;
  return server > worker ? { seconds: server, bottleneck: "server" } : { seconds: worker, bottleneck: "worker" };
}

/** Servers from which on the workers' links, not the servers', bound push and pull. */
export function serversToMatchWorkers(system: Omit<ParameterServer, "servers">): number {
  return Math.ceil((system.workers * system.workerBytesPerSecond) / system.serverBytesPerSecond);
}
