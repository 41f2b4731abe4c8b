import type { Plan } from "../plan";
import type { PlanResource } from "../resource";
import { globalDatabaseOf, isSecondary } from "./globalDatabases";

/** One step of bringing a region back elsewhere. */
export interface RecoveryStep {
  title: string;
  /** Commands with the plan's own names; what only a deployment knows stands in angle brackets. */
  commands: string[];
}

/** What to do, in order, when the plan's region is lost. Empty where the stack has no recovery. */
export function recoverySteps({ stack, region, recovery, resources }: Plan): RecoveryStep[] {
  if (!recovery) return [];
  const other = recovery.otherRegion ?? "<other region>";
  const standing = recovery.mode !== "backup";

  return [
    {
      title: `Be sure that ${region} is lost, and say so`,
      commands: [`aws health describe-events --region us-east-1 --filter regions=${region},eventStatusCodes=open`],
    },
    {
      title: `Stop what still writes in ${region}, if it answers: two regions must not both be primary`,
      commands: stop(resources, region),
    },
    ...(standing ? [] : [deploy(stack, other)]),
    ...databases(resources, recovery.mode, region, other),
    ...fileSystems(resources, other, standing),
    scaleUp(resources, other, standing),
    {
      title: "Let jobs go on from their last checkpoints, in the order of their queues",
      commands: [
        "kubectl get workloads -A --sort-by=.spec.priority",
        'kubectl patch clusterqueue <queue> --type merge -p \'{"spec":{"stopPolicy":"None"}}\'',
      ],
    },
    traffic(resources, other),
    {
      title: "See that it serves: objectives on the dashboards, alerts quiet, a test request for each service",
      commands: [`aidc plan ${other}`, `aidc preflight ${other}`],
    },
    {
      title: `When ${region} is back: replicate what was written here to it, then move back by the same steps`,
      commands: [`aidc up ${stack}`],
    },
  ];
}

/** What only a deployment knows stands as the place where it goes. */
const text = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);

const ofType = (resources: PlanResource[], type: string) => resources.filter((resource) => resource.type === type);

function stop(resources: PlanResource[], region: string): string[] {
  const [cluster] = ofType(resources, "aws:eks/cluster:Cluster");
  const name = text(cluster?.inputs.name, "<cluster>");
  return [
    `aws eks update-kubeconfig --region ${region} --name ${name}`,
    `kubectl get clusterqueue -o name | xargs -I{} kubectl patch {} --type merge -p '{"spec":{"stopPolicy":"HoldAndDrain"}}'`,
  ];
}

function deploy(stack: string, other: string): RecoveryStep {
  return {
    title: `Deploy the region in ${other}`,
    commands: [
      `cp stacks/${stack}.yaml stacks/${other}.yaml  # then its region, zones and what it offers of the pools`,
      `aidc plan ${other} && aidc preflight ${other}`,
      `aidc up ${other}`,
    ],
  };
}

function databases(resources: PlanResource[], mode: string, region: string, other: string): RecoveryStep[] {
  const vaults = ofType(resources, "aws:backup/vault:Vault");
  const copies = vaults.find(({ inputs }) => inputs.region !== undefined && inputs.region !== region);
  const vault = text(copies?.inputs.name, "<vault of copies>");
  const stored = ofType(resources, "aws:rds/cluster:Cluster").filter((cluster) => !isSecondary(cluster, resources));
  return stored.map((resource) => {
    const cluster = text(resource.inputs.clusterIdentifier, resource.name);
    const global = globalDatabaseOf(resource, resources);
    return global && mode !== "backup"
      ? {
          title: `Make ${cluster}'s secondary the primary`,
          commands: [
            `aws rds failover-global-cluster --region ${other} --global-cluster-identifier ${global} --allow-data-loss --target-db-cluster-identifier <secondary's ARN>`,
          ],
        }
      : {
          title: `Restore ${cluster} from its copy`,
          commands: [
            `aws backup list-recovery-points-by-backup-vault --region ${other} --backup-vault-name ${vault} --by-resource-type Aurora`,
            `aws backup start-restore-job --region ${other} --recovery-point-arn <newest> --iam-role-arn <backup role> --metadata <from get-recovery-point-restore-metadata>`,
          ],
        };
  });
}

function fileSystems(resources: PlanResource[], other: string, standing: boolean): RecoveryStep[] {
  return ofType(resources, "aws:fsx/lustreFileSystem:LustreFileSystem").map(({ name }) => ({
    title: standing ? `Let ${name}'s twin read from its bucket` : `Fill ${name} again`,
    commands: [
      `aws fsx create-data-repository-task --region ${other} --type IMPORT_METADATA_FROM_REPOSITORY --file-system-id <${name} there> --report Enabled=false`,
    ],
  }));
}

function scaleUp(resources: PlanResource[], other: string, standing: boolean): RecoveryStep {
  const groups = ofType(resources, "aws:eks/nodeGroup:NodeGroup");
  const wanted = groups.map(({ name, inputs }) => {
    const { desiredSize = 0 } = (inputs.scalingConfig ?? {}) as { desiredSize?: number };
    return `${name}: ${desiredSize} nodes`;
  });
  return {
    title: standing ? `Scale ${other} up to what stood here` : `See that ${other} has the nodes that stood here`,
    commands: [
      ...wanted.map((line) => `# ${line}`),
      ...(standing ? [`aidc up ${other}  # after raising nodes in its stack file`] : []),
      "kubectl get nodes -L aidc.dev/pool",
    ],
  };
}

function traffic(resources: PlanResource[], other: string): RecoveryStep {
  const records = ofType(resources, "aws:route53/record:Record").filter(
    ({ inputs }) => inputs.healthCheckId !== undefined || inputs.setIdentifier !== undefined,
  );
  return records.length > 0
    ? {
        title: "Traffic moves by itself once the health check fails; see that it did",
        commands: records.map(({ inputs }) => `dig +short ${text(inputs.name, "<name>")}`),
      }
    : {
        title: `Move traffic: point the names that users call to ${other}`,
        commands: [
          "aws route53 change-resource-record-sets --hosted-zone-id <zone> --change-batch file://to-other-region.json",
        ],
      };
}
