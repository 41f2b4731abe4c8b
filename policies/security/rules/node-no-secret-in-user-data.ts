import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule, satisfied } from "../../rule";
import { not } from "../../../plan/property";

export const nodeNoSecretInUserData = resourceRule({
  id: "NODE-07",
  name: "node-no-secret-in-user-data",
  title: "User data holds no secret",
  severity: "critical",
  rationale:
    "Whoever can describe the instance or its template reads its user data, and so does every process on the node.",
  remediation: "Keep the secret in Secrets Manager or Parameter Store, and let the node or pod read it by its role.",
  controls: { ...safeguards.authentication },
  types: [aws.launchTemplate, aws.instance],
  check: (resource) =>
    ["userData", "userDataBase64"].flatMap((name) => {
      const data = resource.at(name);
      if (data.isAbsent) return [satisfied];
      // User data made from what is not known yet names endpoints and certificates; its text is judged once known.
      if (data.isUnknown) return [];
      const secret = data.satisfies((text) => typeof text === "string" && secrets.test(decoded(text)));
      return [must(not(secret), "user data holds what looks like a secret", data)];
    }),
});

const secrets = new RegExp(
  [
    // Access keys of IAM users and of sessions.
    "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b",
    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "\\bgh[pousr]_[A-Za-z0-9]{36,}\\b",
    "\\bhf_[A-Za-z0-9]{30,}\\b",
    "aws_secret_access_key\\s*[=:]\\s*\\S{30,}",
    "\\b(password|passwd|secret|token)\\s*[=:]\\s*[\"'][^\"'$\\s]{8,}[\"']",
  ].join("|"),
  "i",
);

/** Launch templates take base64, instances either. */
function decoded(text: string): string {
  return /^[A-Za-z0-9+/\s]+=*\s*$/.test(text) ? Buffer.from(text, "base64").toString("utf8") : text;
}
