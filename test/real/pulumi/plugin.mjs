import grpc from "@grpc/grpc-js";

/**
 * Serves a Pulumi plugin on loopback, as the engine starts one: the port is its first line on stdout. What is not given is
 * unimplemented. It ends with who started it, however that ends.
 */
export function serve(service, implementation) {
  const unimplemented = (name) => (call, answer) => {
    const error = { code: grpc.status.UNIMPLEMENTED, details: `${name} is not implemented` };
    return answer ? answer(error) : call.emit("error", error);
  };
  const methods = Object.keys(service).map((name) => [name, implementation[name] ?? unimplemented(name)]);
  const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
  const server = new grpc.Server(unlimited);
  server.addService(service, Object.fromEntries(methods));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    console.log(port);
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || process.exit(), 1000).unref();
  });
}
