import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const listener = (inputs: PropertyMap) => [{ type: aws.lbListener, name: "front", inputs }];
const forward = { defaultActions: [{ type: "forward" }] };

export const examples: RuleExamples = {
  good: [
    {
      title: "TLS 1.2 and 1.3",
      resources: listener({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06", ...forward }),
    },
    {
      title: "A redirect to HTTPS",
      resources: listener({ protocol: "HTTP", defaultActions: [{ type: "redirect" }] }),
    },
  ],
  bad: [
    { title: "In the clear", resources: listener({ protocol: "HTTP", ...forward }), at: ["front"] },
    {
      title: "AWS' default policy",
      resources: listener({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-2016-08", ...forward }),
      at: ["front"],
    },
  ],
  undetermined: [
    {
      title: "A policy chosen elsewhere",
      resources: listener({ protocol: "HTTPS", sslPolicy: unknown, ...forward }),
      at: ["front"],
    },
  ],
};
