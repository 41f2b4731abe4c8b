import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule, satisfied } from "../../rule";

interface SegmentAction {
  action?: string;
  segment?: string;
}

export const netSegmentsApart = resourceRule({
  id: "NET-12",
  name: "net-segments-apart",
  title: "A Cloud WAN core network shares no segment with another",
  severity: "critical",
  rationale: "Segments are apart until a segment action shares one: then development reaches production through it.",
  remediation:
    "Take the `share` action out of the policy's `segment-actions`, or name a segment of shared services in `shared`.",
  controls: { ...safeguards.boundary },
  types: [aws.coreNetworkPolicyAttachment],
  parameters: {
    shared: {
      description: "Segments that others may reach: of shared services.",
      schema: { type: "array", items: { type: "string" } },
      weaker: "higher",
      default: [] as string[],
    },
  },
  check: (attachment, { parameters: { shared } }) => {
    const document = attachment.at("policyDocument");
    if (document.isUnknown) return [must("unknown", "its policy shares segments", document)];
    const actions = actionsOf(document.text ?? "");
    if (actions === undefined) return [must("no", "its policy is not a JSON document", document)];
    const sharing = actions.filter(({ action, segment = "" }) => action === "share" && !shared.includes(segment));
    if (sharing.length === 0) return [satisfied];
    return sharing.map(({ segment }) => must("no", `the segment ${segment} is shared with others`, document));
  },
});

function actionsOf(text: string): SegmentAction[] | undefined {
  try {
    const policy = JSON.parse(text) as { "segment-actions"?: SegmentAction[] } | null;
    return policy?.["segment-actions"] ?? [];
  } catch {
    return undefined;
  }
}
