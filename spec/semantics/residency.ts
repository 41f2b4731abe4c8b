import { areaNames, areasOf } from "../../catalog/areas";
import type { Finding } from "../finding";
import type { Path } from "../problems";
import type { Stack } from "../stack";

/** Passes when the areas that data may live in are ones that have a region. */
export function areasKnown({ residency = [] }: Pick<Stack, "residency">): Finding[] {
  const allowed = areaNames();
  return residency.flatMap((found, index) =>
    allowed.includes(found) ? [] : [{ path: ["residency", index], message: "has no AWS region", found, allowed }],
  );
}

/** Passes when the region, and those that it copies to, are where data may live. */
export function regionsWithinResidency({ residency = [], region, recovery, storage }: Stack): Finding[] {
  if (residency.length === 0) return [];
  const named: [Path, string | undefined][] = [
    [["region"], region],
    [["recovery", "otherRegion"], recovery?.otherRegion],
    [["storage", "replicaRegion"], storage.replicaRegion],
  ];
  return named.flatMap(([path, found]) => {
    const areas = found === undefined ? [] : areasOf(found);
    // A region that the catalogue does not hold is another check's finding.
    if (found === undefined || areas.length === 0 || areas.some((area) => residency.includes(area))) return [];
    const message = `is in ${areas.join(", ")}, outside the stack's residency, ${residency.join(", ")}`;
    return [{ path, message, found }];
  });
}
