/** The instance families that the catalogue carries. A family is added here, then the catalogue is refreshed. */
export const acceleratedFamilies = [
  ["p4d", "p4de", "p5", "p5e", "p5en", "p6-b200", "p6-b300"],
  ["g4dn", "g5", "g5g", "g6", "g6e", "g6f", "g7", "g7e", "gr6", "gr6f"],
  ["trn1", "trn1n", "trn2", "trn2u", "inf2"],
].flat();

const general = [
  ["t3", "t4g", "m5", "m6i", "m6g", "m7i", "m7g", "m7a", "m8i", "m8g", "m8a"],
  ["c5n", "c6i", "c6in", "c6gn", "c7i", "c7g", "c7gn", "c7a", "c8g", "c8gn"],
  ["r6i", "r7i", "r7g", "r8i", "r8g"],
  ["i3en", "i4i", "i7i", "i7ie", "i8g", "i8ge", "im4gn", "is4gen", "d3", "d3en"],
  ["hpc7a", "hpc7g"],
].flat();

const families = new Set([...acceleratedFamilies, ...general]);

/** Sizes that EKS nodes run on: no bare metal. */
export function carried(instanceType: string): boolean {
  const [family = "", size = ""] = instanceType.split(".");
  return families.has(family) && !size.startsWith("metal");
}

export function isAccelerated(instanceType: string): boolean {
  return acceleratedFamilies.includes(instanceType.split(".")[0] ?? "");
}
