// The bench program's resources (bench/plan/program) as Terraform and as JSON: a bucket, a security group, a launch template and a
// cluster in turn, half of them as policies want them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const kinds = [
  (name) => ["aws_s3_bucket", { tags: { Name: name } }],
  (_name, good) => [
    "aws_security_group",
    { ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: [good ? "10.0.0.0/8" : "0.0.0.0/0"] }] },
  ],
  (_name, good) => [
    "aws_launch_template",
    { metadata_options: [{ http_tokens: good ? "required" : "optional", http_put_response_hop_limit: 1 }] },
  ],
  (name, good) => [
    "aws_eks_cluster",
    {
      name,
      role_arn: "arn:aws:iam::111122223333:role/eks",
      vpc_config: [{ subnet_ids: [], endpoint_private_access: true, endpoint_public_access: !good }],
    },
  ],
];

/** Writes `terraform/main.tf` and `resources.json` of so many resources to the folder. */
export function writeInputs(folder, count) {
  const resources = Array.from({ length: count }, (_, index) => {
    const name = `r${index}`;
    const [type, values] = kinds[index % kinds.length](name, index % 8 < 4);
    return { type, name, values };
  });
  mkdirSync(join(folder, "terraform"), { recursive: true });
  writeFileSync(join(folder, "terraform", "main.tf"), resources.map(block).join("\n"));
  writeFileSync(join(folder, "resources.json"), JSON.stringify({ resources }));
}

function block({ type, name, values }) {
  return `resource "${type}" "${name}" {\n${body(values, "  ")}}\n`;
}

/** A list of objects is a nested block, anything else an argument. */
function body(values, indent) {
  return Object.entries(values)
    .map(([key, value]) => {
      const isBlock = Array.isArray(value) && typeof value[0] === "object";
      return isBlock
        ? value.map((each) => `${indent}${key} {\n${body(each, `${indent}  `)}${indent}}\n`).join("")
        : `${indent}${key} = ${literal(value)}\n`;
    })
    .join("");
}

function literal(value) {
  if (typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${key} = ${literal(member)}`)
    .join(", ")} }`;
}
