import { join } from "node:path";
import type { Command } from "commander";
import type { FabricTest } from "../certify/fabricTest";
import { UseError } from "./failure";
import { unlessInterrupted } from "./interruption";
import { waiting } from "./progress";
import { chooseRegion, projectDirectory } from "./stacks";

interface CertifyOptions {
  context?: string;
  namespace: string;
  nodes: string;
  image?: string;
  queue?: string;
  expect?: string;
  render?: boolean;
  keep?: boolean;
  json?: boolean;
}

/** A pool that reaches this share of what its type is known to reach is certified. */
const wantedShare = 0.9;

export function addCertify(program: Command) {
  program
    .command("certify")
    .description(
      "Test a pool's fabric before it is used: an all-reduce over all accelerators of two nodes, with kubectl.",
    )
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .argument("<pool>", "the name of one of its pools")
    .option("--context <name>", "kubectl's context (default: its current one)")
    .option("--namespace <name>", "where the test runs", "default")
    .option("--nodes <number>", "how many nodes take part", "2")
    .option("--image <image>", "another image than the pinned one: GB200 and Trainium need their own")
    .option("--queue <name>", "Kueue's local queue, where it manages the namespace")
    .option("--expect <GB/s>", "the bus bandwidth to reach, instead of 90% of what its type is expected to")
    .option("--render", "print the Kubernetes objects and run nothing")
    .option("--keep", "leave the test's objects in the cluster")
    .option("--json", "the verdict as JSON")
    .addHelpText("after", "\nExample:\n  aidc certify us-east-1 train-h200 --context ai")
    .action(certifyCommand);
}

async function certifyCommand(stackName: string, poolName: string, options: CertifyOptions) {
  const { namespace, image, queue } = options;
  const { designFabricTest } = await import("../certify/design.js");
  const test = designFabricTest(
    chooseRegion(stackName).stack,
    poolName,
    {
      namespace,
      nodes: numberOf("--nodes", options.nodes),
      ...(image ? { image } : {}),
      ...(queue ? { queue } : {}),
    },
    join(projectDirectory, "workloads", "fabric"),
  );
  if (options.render) return render(test);
  const [{ Kubectl }, { runFabricTest }, { judgeFabric, round }, { fabricExpectation }] = await Promise.all([
    import("../certify/kubectl.js"),
    import("../certify/certify.js"),
    import("../certify/result.js"),
    import("../catalog/fabricTests.js"),
  ]);
  const show = await waiting(`${poolName}: starting`, { quiet: options.json ?? false, endsAtOnce: false });
  const run = await unlessInterrupted(
    (signal) =>
      runFabricTest(test, new Kubectl(options.namespace, options.context), {
        ...(options.keep ? { keep: true } : {}),
        onProgress: (text) => show.update(`${poolName}: ${text}`),
        signal,
      }),
    `nothing was certified, and the test is ${options.keep ? "left in" : "out of"} the cluster.`,
  ).finally(() => show.stop());

  const expectation = fabricExpectation(test.type);
  const wanted = options.expect
    ? numberOf("--expect", options.expect)
    : expectation && expectation.busGBps * wantedShare;
  const judged = judgeFabric(run.result, test.type, wanted);
  const verdict = run.failure
    ? { ...judged, certified: false, reasons: [`the Job failed: ${run.failure}`, ...judged.reasons] }
    : judged;
  if (options.json) process.stdout.write(`${JSON.stringify({ pool: poolName, ...verdict, expectation }, null, 2)}\n`);
  else {
    const measured = verdict.busGBps === undefined ? "nothing measured" : `${round(verdict.busGBps)} GB/s`;
    const known = expectation ? `; expected ${expectation.busGBps} GB/s, ${expectation.basis}` : "";
    process.stdout.write(
      `${poolName} (${test.type.name}): ${verdict.certified ? "certified" : "not certified"}, ${measured}${known}\n`,
    );
    for (const reason of verdict.reasons) process.stdout.write(`  ${reason}\n`);
    if (!verdict.certified && run.log) process.stderr.write(`\n${run.log.split("\n").slice(-40).join("\n")}\n`);
  }
  if (!verdict.certified) process.exitCode = 1;
}

async function render(test: FabricTest) {
  const [{ fabricTestObjects }, { stringify }] = await Promise.all([
    import("../certify/fabricTest.js"),
    import("yaml"),
  ]);
  process.stdout.write(
    fabricTestObjects(test)
      .map((object) => `---\n${stringify(object, { lineWidth: 0 })}`)
      .join(""),
  );
}

function numberOf(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new UseError(`${option} must be a number above 0; found ${text}.`);
  return value;
}
