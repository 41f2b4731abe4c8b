/** Ports of the OpenTelemetry Protocol. */
export const otlpPorts = { grpc: 4317, http: 4318 } as const;
