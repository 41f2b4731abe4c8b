import ipaddr from "ipaddr.js";
import type { Finding } from "../finding";
import type { Path } from "../problems";
import type { Stack } from "../stack";

/** RFC 1918 and RFC 6598: what a VPC may use without shadowing the internet. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** Passes when the network's range is private, starts at its own first address, and is a size that zones fit in. */
export function networkRangeUsable({ network }: Stack): Finding[] {
  const path = ["network", "cidr"];
  const found = network.cidr;
  const form = cidrForm(path, found);
  if (form.length > 0) return form;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(found);
  if (prefix < 16 || prefix > 20) {
    return [{ path, message: "must be from /16 to /20: AWS takes no larger VPC, and eight zones need room", found }];
  }
  if (!privateRanges.some((range) => address.match(ipaddr.IPv4.parseCIDR(range)))) {
    return [{ path, message: "is not a private range", found, allowed: privateRanges }];
  }
  return [];
}

/** Passes when each range that may reach the API server is one. Whether it is too wide is for the policies to say. */
export function accessRangesValid({ cluster }: Stack): Finding[] {
  return cluster.publicAccessCidrs.flatMap((cidr, index) => cidrForm(["cluster", "publicAccessCidrs", index], cidr));
}

function cidrForm(path: Path, found: string): Finding[] {
  if (!ipaddr.IPv4.isValidCIDR(found)) {
    return [{ path, message: "is not an IPv4 range, such as 10.16.0.0/16", found }];
  }
  const network = ipaddr.IPv4.networkAddressFromCIDR(found).toString();
  const written = `${network}/${found.split("/")[1]}`;
  return written === found
    ? []
    : [{ path, message: "does not start a range of its size", found, hint: `Did you mean ${written}?` }];
}
