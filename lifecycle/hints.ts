/** What stops deployments most often, and what to do about it. */
const known: { said: RegExp; next: string }[] = [
  {
    said: /violates plan/,
    next: "What stands, or the program, has changed since you consented: nothing but what you saw was done. See the new plan and decide again.",
  },
  {
    said: /No valid credential sources|Unable to locate credentials|no EC2 IMDS role|failed to refresh cached credentials/i,
    next: "AWS knows no credentials here. Sign in (`aws sso login`), and name the profile: AWS_PROFILE=… aidc …",
  },
  {
    said: /ExpiredToken|security token included in the request is (expired|invalid)|token has expired/i,
    next: "The AWS session has ended. Sign in again (`aws sso login`) and go on.",
  },
  {
    said: /AccessDenied|UnauthorizedOperation|is not authorized to perform/i,
    next: "The signed-in role may not do this. The message names the action that its policy, its boundary or the organisation's policy lacks.",
  },
  {
    said: /LimitExceeded|QuotaExceeded|VcpuLimit/i,
    next: "A quota of the account is used up. `aidc preflight` says which, and what to ask for.",
  },
  {
    said: /InsufficientInstanceCapacity|InsufficientCapacity|Unsupported.*Availability Zone/i,
    next: "AWS has no such instances free in the zone now. Reserve them (a capacity block, `capacity` in the stack file), or choose another zone.",
  },
];

/** What to do about errors, each advice once. */
export function hintsFor(messages: readonly string[]): string[] {
  return known.filter(({ said }) => messages.some((message) => said.test(message))).map(({ next }) => next);
}
