import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule, type Requirement } from "../../rule";
import { allOf, truthOf } from "../../../plan/property";

/** What each option of a tunnel may hold. AWS's own defaults take IKEv1, SHA-1 and 1,024-bit groups too, so an absent one will not do. */
const accepted: Record<string, readonly (string | number)[]> = {
  IkeVersions: ["ikev2"],
  Phase1EncryptionAlgorithms: ["AES256", "AES256-GCM-16"],
  Phase2EncryptionAlgorithms: ["AES256", "AES256-GCM-16"],
  Phase1IntegrityAlgorithms: ["SHA2-256", "SHA2-384", "SHA2-512"],
  Phase2IntegrityAlgorithms: ["SHA2-256", "SHA2-384", "SHA2-512"],
  Phase1DhGroupNumbers: [14, 15, 16, 17, 18, 19, 20, 21],
  Phase2DhGroupNumbers: [14, 15, 16, 17, 18, 19, 20, 21],
};

export const vpnCiphers = resourceRule({
  id: "VPN-02",
  name: "vpn-ciphers",
  title: "VPN tunnels take IKEv2 and strong ciphers alone",
  severity: "high",
  rationale:
    "A tunnel is as strong as the weakest cipher that both ends take, and AWS's defaults take SHA-1 and 1,024-bit groups.",
  remediation: `Set on both tunnels: ${Object.entries(accepted)
    .map(([option, values]) => `\`${option}\` of ${values.join(", ")}`)
    .join("; ")}.`,
  controls: { ...safeguards.encryptionInTransit },
  types: [aws.vpnConnection],
  check: (vpn) =>
    [1, 2].flatMap((tunnel) =>
      Object.entries(accepted).map(([option, values]): Requirement => {
        const set = vpn.at(`tunnel${tunnel}${option}`);
        const met = allOf([
          set.isUnknown ? "unknown" : truthOf(set.isPresent && set.elements.length > 0),
          set.every((each) => each.is(...values)),
        ]);
        return must(met, `tunnel ${tunnel} takes what is weak in ${option}`, set);
      }),
    ),
});
