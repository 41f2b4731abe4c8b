import { findRegion, regionNames } from "../../catalog/regions";
import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Stack } from "../stack";

/** Passes when the other region is one, is another, and is named where the mode needs one. */
export function otherRegionUsable({ region, recovery }: Stack): Finding[] {
  if (!recovery) return [];
  const { mode, otherRegion } = recovery;
  const path = ["recovery", "otherRegion"];
  if (otherRegion === undefined) {
    return mode === "backup"
      ? []
      : [{ path: ["recovery"], message: `needs otherRegion: ${mode} says what stands there`, found: mode }];
  }
  if (otherRegion === region) {
    return [{ path, message: "is the stack's own region: it is lost together with it", found: otherRegion }];
  }
  if (findRegion(otherRegion)) return [];
  const hint = didYouMean(otherRegion, regionNames());
  return [{ path, message: "is not a region in the catalogue", found: otherRegion, ...(hint && { hint }) }];
}
