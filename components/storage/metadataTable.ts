import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import type { Databases } from "../../spec/stack";

type Table = NonNullable<Databases["dynamodb"]>[number];

export interface MetadataTableArgs {
  /** The table as the stack file declares it. */
  table: Omit<Table, "formerly">;
  /** KMS key of the items. A global table uses DynamoDB's own key: a key of the account ends at its region. */
  keyArn: pulumi.Input<string>;
  /** Refuse to delete the table, here and in AWS. Default: true. */
  protect?: boolean;
}

/**
 * A DynamoDB table, billed by request, recoverable to any second of the last 35 days. With replicas it is a global table:
 * every region takes writes, and the last writer wins.
 *
 * @example
 * new MetadataTable("checkpoints", { table: { name: "checkpoints", key: "run", sort: "step" }, keyArn: key.arn });
 */
export class MetadataTable extends pulumi.ComponentResource {
  readonly table: dynamodb.Table;

  constructor(name: string, args: MetadataTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:MetadataTable", name, {}, opts);
    const { key, sort, expiresBy, replicas = [] } = args.table;
    const protect = args.protect ?? true;
    const isGlobal = replicas.length > 0;
    this.table = new dynamodb.Table(
      name,
      {
        billingMode: "PAY_PER_REQUEST",
        hashKey: key,
        rangeKey: sort,
        attributes: [{ name: key, type: "S" }, ...(sort ? [{ name: sort, type: "S" }] : [])],
        ttl: expiresBy ? { enabled: true, attributeName: expiresBy } : undefined,
        serverSideEncryption: isGlobal ? { enabled: true } : { enabled: true, kmsKeyArn: args.keyArn },
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
        deletionProtectionEnabled: protect,
        // Replicas follow the stream.
        streamEnabled: isGlobal || undefined,
        streamViewType: isGlobal ? "NEW_AND_OLD_IMAGES" : undefined,
        replicas: replicas.map((regionName) => ({
          regionName,
          pointInTimeRecovery: true,
          deletionProtectionEnabled: protect,
          propagateTags: true,
        })),
        tags: { Name: name },
      },
      { parent: this, protect, retainOnDelete: protect },
    );
    this.registerOutputs({ tableName: this.table.name, tableArn: this.table.arn });
  }
}
