import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import type * as pulumi from "@pulumi/pulumi";
import { cleaningNamespace } from "../../spec/cleaning";
import { networkPolicies } from "../scheduling/namespaces";

export interface Namespace {
  namespace: core.Namespace;
  networkPolicies: networking.NetworkPolicy[];
}

/**
 * A namespace closed to the others, as a team's. Its pods keep the `baseline` Pod Security Standard and not `restricted`: EMR makes
 * them, and does not say in them what `restricted` asks for.
 */
export function createNamespace(
  name: string,
  kubernetesVersion: string,
  opts: pulumi.CustomResourceOptions,
): Namespace {
  const level = (mode: string, standard: string) => ({
    [`pod-security.kubernetes.io/${mode}`]: standard,
    [`pod-security.kubernetes.io/${mode}-version`]: `v${kubernetesVersion}`,
  });
  const namespace = new core.Namespace(
    `${name}-namespace`,
    {
      metadata: {
        name: cleaningNamespace,
        labels: { ...level("enforce", "baseline"), ...level("warn", "restricted") },
      },
    },
    opts,
  );
  const within = { ...opts, dependsOn: namespace };
  const policies = Object.entries(networkPolicies({ name: cleaningNamespace })).map(
    ([policy, object]) => new networking.NetworkPolicy(`${name}-${policy}`, object, within),
  );
  return { namespace, networkPolicies: policies };
}
