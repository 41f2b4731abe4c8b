import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { type Account, type AccountArgs, accountOf } from "./account";
import { type KeyDomain, keyDomains, keyPolicy } from "./keyPolicies";
import { PolicyDocuments } from "./policyDocuments";

export interface KeysArgs<D extends KeyDomain = KeyDomain> extends AccountArgs {
  /** Default: all. */
  domains?: readonly D[];
  /** Keep the keys from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * A KMS key for each domain of data, rotated yearly, usable by the domain's services only.
 *
 * @example
 * const { keys } = new Keys("ai", { region: "us-east-1", accountId: "111122223333" });
 * new ec2.LaunchTemplate("node", { blockDeviceMappings: [{ ebs: { encrypted: "true", kmsKeyId: keys.ebs.arn } }] });
 */
export class Keys<D extends KeyDomain = KeyDomain> extends pulumi.ComponentResource {
  readonly keys: Record<D, kms.Key>;
  /** `alias/<name>-<domain>`. */
  readonly aliases: Record<D, kms.Alias>;

  constructor(name: string, args: KeysArgs<D>, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:security:Keys", name, {}, opts);
    const account = accountOf(args, this);
    const policies = new PolicyDocuments();
    const domains = args.domains ?? (keyDomains as readonly KeyDomain[] as readonly D[]);
    this.keys = byDomain(domains, (domain) => this.createKey(name, domain, args.protect ?? true, account, policies));
    this.aliases = byDomain(domains, (domain) => this.createAlias(name, domain));
    this.registerOutputs({
      keyArns: byDomain(domains, (domain) => this.keys[domain].arn),
      policyDocuments: policies.byProperty,
    });
  }

  private createKey(name: string, domain: D, protect: boolean, account: Account, policies: PolicyDocuments): kms.Key {
    const keyName = `${name}-${domain}`;
    return new kms.Key(
      keyName,
      {
        description: `${name}: ${purposes[domain]}`,
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        // The longest there is: what a lost key encrypts is lost with it.
        deletionWindowInDays: 30,
        policy: policies.render(keyName, "policy", keyPolicy(domain, account)),
        tags: { Name: keyName },
      },
      { parent: this, protect, retainOnDelete: protect },
    );
  }

  private createAlias(name: string, domain: D): kms.Alias {
    return new kms.Alias(
      `${name}-${domain}`,
      { name: `alias/${name}-${domain}`, targetKeyId: this.keys[domain].id },
      { parent: this },
    );
  }
}

const purposes: Record<KeyDomain, string> = {
  cluster: "Kubernetes secrets",
  ebs: "volumes of nodes and pods",
  storage: "buckets and file systems",
  logs: "CloudWatch Logs and Prometheus metrics",
  audit: "CloudTrail's log files",
  messaging: "alarm topics",
};

function byDomain<D extends KeyDomain, T>(domains: readonly D[], make: (domain: D) => T): Record<D, T> {
  return Object.fromEntries(domains.map((domain) => [domain, make(domain)])) as Record<D, T>;
}
