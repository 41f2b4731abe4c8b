import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const point = (inputs: PropertyMap) => [{ type: aws.efsAccessPoint, name: "team", inputs }];
const posixUser = { uid: 1000, gid: 1000 };

export const examples: RuleExamples = {
  good: [{ title: "A team's folder", resources: point({ rootDirectory: { path: "/team" }, posixUser }) }],
  bad: [
    { title: "The root", resources: point({ posixUser }), at: ["team"] },
    { title: "Any user", resources: point({ rootDirectory: { path: "/team" } }), at: ["team"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: point({ rootDirectory: unknown, posixUser }), at: ["team"] }],
};
