import type { GraphResource } from "../../plan/graph";
import type { Property } from "../../plan/property";
import { must, type Requirement } from "../rule";
import { truthOf } from "../../plan/property";

/** AWS' own keys have aliases of this form: they cannot be denied, shared or logged on their own. */
const ownedByAws = /^(arn:[^:]+:kms:[^:]*:[^:]*:)?alias\/aws\//;

/** A requirement that the property names a KMS key of the account's own. A key that is still to be made counts. */
export function ownKey(key: Property, subject: string, resource?: GraphResource): Requirement {
  const own = truthOf(key.isPresent && !ownedByAws.test(key.text ?? ""));
  return must(own, `${subject} no KMS key of the account's own`, key, resource);
}
