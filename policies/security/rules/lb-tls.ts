import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { allOf, anyOf, not } from "../../../plan/property";

export const lbTls = resourceRule({
  id: "LB-01",
  name: "lb-tls",
  title: "Load balancers speak TLS 1.2 or newer",
  severity: "high",
  rationale: "Prompts and answers are data; over HTTP every network on the way reads them.",
  remediation:
    'Set the listener\'s `protocol` to "HTTPS" or "TLS" and its `sslPolicy` to a TLS 1.2 or 1.3 policy; let port 80 redirect.',
  controls: { ...safeguards.encryptionInTransit, cisEks: ["5.4.5"], fsbp: ["ELB.1", "ELB.17"] },
  types: [aws.lbListener],
  check: (listener) => {
    const [protocol, policy] = [listener.at("protocol"), listener.at("sslPolicy")];
    const redirects = listener.at("defaultActions").every((action) => action.at("type").is("redirect"));
    const encrypts = protocol.or("HTTP").is("HTTPS", "TLS");
    return [
      must(
        anyOf([encrypts, allOf([protocol.or("HTTP").is("HTTP"), redirects])]),
        "the listener speaks in the clear",
        protocol,
      ),
      // Without a policy, AWS' default still takes TLS 1.0.
      must(
        anyOf([not(encrypts), policy.matches(/TLS(13)?-1-[23]/)]),
        "the listener accepts old versions of TLS",
        policy,
      ),
    ];
  },
});
