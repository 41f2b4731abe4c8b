import type { Deployment } from "../lifecycle/deployment";
import type { DeploymentReport } from "../lifecycle/report";
import { deploymentProgress, type Told } from "./deploymentProgress";
import { untilInterrupted } from "./interruption";
import { packsOf } from "./planStack";
import { progress } from "./progress";
import { chooseStack, projectDirectory } from "./stacks";

/** Previews a stack with the installed CLI, every shipped pack on, and keeps the plan. `discard` it in the end. */
export async function prepareStack(name: string, quiet = false): Promise<Deployment> {
  const chosen = chooseStack(name);
  const [{ PulumiEngine }, { prepareDeployment }] = await Promise.all([
    import("../engine/pulumi/pulumiEngine.js"),
    import("../lifecycle/deployment.js"),
  ]);
  const show = await progress(chosen.name, quiet);
  try {
    return await prepareDeployment(new PulumiEngine(), chosen, {
      projectDirectory,
      policyPacks: packsOf({ policy: true }).map((directory) => ({ directory })),
      onEvent: show.onEvent,
    });
  } finally {
    show.stop();
  }
}

/**
 * Deploys just what was prepared, and tells on stderr how it goes. A deployment that was refused, or has nothing to change, is told
 * of as such and not begun. Consent is the caller's to ask for.
 */
export async function deployPrepared(deployment: Deployment, told: Told = {}): Promise<DeploymentReport> {
  const { reportOf } = await import("../lifecycle/report.js");
  if (deployment.refusal || deployment.unchanged) return reportOf(deployment);
  const expected = deployment.difference.changes.map(({ urn }) => urn);
  const show = await deploymentProgress({ stack: deployment.stack, expected, ...told });
  const begun = Date.now();
  try {
    const result = await untilInterrupted((signal) => deployment.apply({ onEvent: show.onEvent, signal }), show.say);
    return reportOf(deployment, result, Math.round((Date.now() - begun) / 1000));
  } finally {
    show.stop();
  }
}
