/**
 * Stands in for `pulumi-language-nodejs`, which no registry holds: runs programs and policy packs with the SDK's own entry
 * points, as that host does. The engine gives its address as the last argument and reads the port from the first line.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import services from "@pulumi/pulumi/proto/language_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/language_pb.js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import { serve } from "./plugin.mjs";

const engine = process.argv.at(-1);

function entryPoint(name, directory) {
  return createRequire(`${directory}/`).resolve(`@pulumi/pulumi/cmd/${name}`);
}

function run({ request }, answer) {
  const info = request.getInfo();
  const directory = info.getProgramDirectory();
  const config = Object.fromEntries(request.getConfigMap().entries());
  const program = spawn(
    process.execPath,
    [
      entryPoint("run", directory),
      ...["--monitor", request.getMonitorAddress(), "--engine", engine],
      ...[
        "--organization",
        request.getOrganization(),
        "--project",
        request.getProject(),
        "--stack",
        request.getStack(),
      ],
      ...["--root-directory", info.getRootDirectory(), "--pwd", directory],
      ...["--parallel", String(request.getParallel())],
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info.getEntryPoint(),
    ],
    {
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      },
    },
  );
  program.on("exit", (code) => {
    const answered = new messages.RunResponse();
    // 32: the SDK has shown the error to the user already.
    if (code === 32) answered.setBail(true);
    else if (code !== 0) answered.setError(`Program exited with non-zero exit code: ${code}`);
    answer(null, answered);
  });
}

/** Policy packs are told their folder after what the engine has to say, other plugins before it. */
function runPlugin(call) {
  const { request } = call;
  const directory = request.getInfo().getProgramDirectory();
  const args = request.getArgsList();
  const judges = request.getKind() === "analyzer";
  const plugin = spawn(
    process.execPath,
    judges
      ? [entryPoint("run-policy-pack", directory), ...args, directory]
      : [entryPoint("run-plugin", directory), directory, ...args],
    {
      cwd: judges ? directory : request.getPwd(),
      stdio: ["ignore", "pipe", "pipe"],
      env: environment(request.getEnvList()),
    },
  );
  const send = (set) => call.write(set(new messages.RunPluginResponse()));
  plugin.stdout.on("data", (bytes) => send((response) => response.setStdout(bytes)));
  plugin.stderr.on("data", (bytes) => send((response) => response.setStderr(bytes)));
  call.on("cancelled", () => plugin.kill());
  plugin.on("exit", (code) => {
    send((response) => response.setExitcode(code ?? 0));
    call.end();
  });
}

const environment = (pairs) => Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));

serve(services.LanguageRuntimeService, {
  handshake: (_, answer) => answer(null, new messages.LanguageHandshakeResponse()),
  getPluginInfo: (_, answer) => answer(null, new plugins.PluginInfo()),
  getRequiredPackages: (_, answer) => answer(null, new messages.GetRequiredPackagesResponse()),
  // The package and the packs find what they need in this project's node_modules.
  installDependencies: (call) => call.end(),
  getRequiredPlugins: (_, answer) => answer(null, new messages.GetRequiredPluginsResponse()),
  run,
  runPlugin,
});
