/** A finding that its owner accepts for a while, as `exceptions` of the stack file says it. Texts that it lacks make it void. */
export interface Exception {
  rule?: string;
  /** The resource's URN or `type::name`, `*` for any text; absent for a finding on the stack as a whole. */
  resource?: string;
  reason?: string;
  owner?: string;
  /** The last day on which it holds, as `2027-01-31`. */
  expires?: string;
  ticket?: string;
}

/** Who accepts it, why and until when, in one line. */
export function describeException({ reason, owner, expires, ticket }: Exception): string {
  return `excepted until ${expires}: ${reason} (${[owner, ticket].filter(Boolean).join(", ")})`;
}
