/** Why a region cannot be made from a stack file, each reason with what to do next. */
export class RegionRefusal extends Error {
  override readonly name = "RegionRefusal";

  constructor(reasons: readonly string[]) {
    super([...new Set(reasons)].join("\n"));
  }
}
