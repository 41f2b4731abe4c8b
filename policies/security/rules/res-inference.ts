import { type Property, type Truth, truthOf } from "../../../plan/property";
import { someStatement } from "../../aws/policyDocuments";
import { isAllow, permissionDocuments, permissionTypes } from "../../aws/policyDocuments";
import { isWithin, textsBelow } from "../../aws/residency";
import { aws } from "../../aws/types";
import { allContainersOf, podsOf, podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { graphRule, must, type Requirement } from "../../rule";
import type { StackFacts } from "../../stackFacts";

export const resInference = graphRule({
  id: "RES-05",
  name: "res-inference",
  title: "Requests are answered where data may live",
  severity: "high",
  rationale:
    "An endpoint abroad sees every prompt. A cross-region inference profile sends a request to whichever region has room, so `global.` means anywhere.",
  remediation:
    "Call endpoints and inference profiles of the stack file's `residency`, such as `eu.` for `eu`, and allow IAM no others.",
  controls: { ...safeguards.residency },
  types: [...podTypes, ...permissionTypes, aws.inferenceProfile],
  check: (resource, _graph, { facts }) => {
    if (facts.residency.length === 0) return [];
    if (resource.type === aws.inferenceProfile) return [stays(resource.at("modelSource", "copyFrom"), facts)];
    if (podTypes.includes(resource.type)) {
      const said = podsOf(resource)
        .flatMap(allContainersOf)
        .flatMap((container) => ["command", "args", "env"].flatMap((key) => textsBelow(container.at(key))));
      return said.map((text) => stays(text, facts));
    }
    return permissionDocuments(resource).map((document) =>
      must(grantsAbroad(document, facts), abroad(facts), document),
    );
  },
});

const abroad = ({ residency }: StackFacts) => `requests are answered outside ${residency.join(", ")}`;

function stays(text: Property, facts: StackFacts): Requirement {
  const met = text.isUnknown ? "unknown" : truthOf(!leaves(text.text ?? "", facts));
  return must(met, abroad(facts), text);
}

function grantsAbroad(document: Property, facts: StackFacts): Truth {
  const granted = someStatement(document, (statement) =>
    truthOf(
      isAllow(statement) !== "no" && textsBelow(statement.at("Resource")).some(({ text = "" }) => leaves(text, facts)),
    ),
  );
  // What is unknown of a document is a name that AWS has yet to give, and AWS gives those of the stack's own region.
  return truthOf(granted !== "yes");
}

/** An endpoint of a region, and a model by an ARN of Bedrock's. */
const places = /\.([a-z]{2}(?:-[a-z]+)+-\d)\.(?:amazonaws\.com|api\.aws)|:bedrock:([a-z]{2}(?:-[a-z]+)+-\d):/g;

/**
 * System-defined inference profiles are named for the area whose regions answer. Source: Amazon Bedrock User Guide, "Route model
 * inference requests across AWS Regions with cross-Region inference"; CDK's CrossRegionInferenceProfileRegion, read 2026-11-25.
 */
const profiles =
  /(?:^|[^a-z0-9.-])(global|us|us-gov|eu|apac|jp|au)\.(?:ai21|amazon|anthropic|cohere|deepseek|meta|mistral|openai|qwen|stability|twelvelabs|writer)\./g;

function leaves(text: string, { residency }: StackFacts): boolean {
  const regions = [...text.matchAll(places)].map(([, endpoint, arn]) => endpoint ?? arn ?? "");
  const areas = [...text.matchAll(profiles)].map(([, area = ""]) => area);
  return regions.some((region) => !isWithin(region, residency)) || areas.some((area) => !residency.includes(area));
}
