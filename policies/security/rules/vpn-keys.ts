import { not, truthOf } from "../../../plan/property";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const vpnKeys = resourceRule({
  id: "VPN-01",
  name: "vpn-keys",
  title: "AWS makes the keys of VPN tunnels, and Secrets Manager holds them",
  severity: "high",
  rationale:
    "Who has a tunnel's pre-shared key can pose as either end. One in the program is in its state, its history and somebody's shell.",
  remediation: 'Set `presharedKeyStorage` to "SecretsManager", and no `tunnel1PresharedKey` or `tunnel2PresharedKey`.',
  controls: { ...safeguards.authentication },
  types: [aws.vpnConnection],
  check: (vpn) => {
    const storage = vpn.at("presharedKeyStorage");
    const keys = ["tunnel1PresharedKey", "tunnel2PresharedKey"].map((name) => vpn.at(name));
    return [
      must(storage.is("SecretsManager"), "the tunnels' keys stand in the connection's own configuration", storage),
      ...keys.map((key) => must(not(truthOf(key.isPresent)), "a tunnel's key is in the program", key)),
    ];
  },
});
