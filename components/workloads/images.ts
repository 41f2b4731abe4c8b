import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../../spec/stack";

/** The digest that examples have, where a reader puts the one that their registry gives. */
const placeholder = `@sha256:${"0".repeat(64)}`;

/**
 * A preview warns of images that are still an example's; a deployment stops there, before it has made anything.
 *
 * @throws pulumi.RunError in a deployment.
 */
export function checkImages({ workloads = [], serving = [], cleaning = [] }: Stack, resource: pulumi.Resource): void {
  const examples = [...workloads, ...serving, ...cleaning].filter(({ image }) => image.endsWith(placeholder));
  if (examples.length === 0) return;
  const message =
    `${examples.map(({ name }) => name).join(", ")}: the image is an example's, with a digest of zeros. Push your own ` +
    "(the Containerfiles in workloads make them) and put the digest that the push prints into the stack file.";
  if (!pulumi.runtime.isDryRun()) throw new pulumi.RunError(message);
  void pulumi.log.warn(message, resource);
}
