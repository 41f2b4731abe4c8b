import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../../spec/stack";

/** The digest that examples have, where a reader puts the one that their registry gives. */
const placeholder = `@sha256:${"0".repeat(64)}`;

/** Warns of images that are still an example's: their pods wait for an image that no registry has, and all else stands. */
export function warnOfExampleImages(
  { workloads = [], serving = [], cleaning = [] }: Stack,
  resource: pulumi.Resource,
): void {
  const canaries = serving.map(({ name, canary }) => ({ name: `${name}'s canary`, image: canary?.image }));
  const examples = [...workloads, ...serving, ...canaries, ...cleaning].filter(({ image }) =>
    image?.endsWith(placeholder),
  );
  if (examples.length === 0) return;
  const message =
    `${examples.map(({ name }) => name).join(", ")}: the image is an example's, with a digest of zeros, and will not start. ` +
    "Push your own (the Containerfiles in workloads make them) and put the digest that the push prints into the stack file.";
  void pulumi.log.warn(message, resource);
}
