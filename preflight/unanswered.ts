import type { Row } from "./row";

/** A row for a question that AWS refused or did not answer, with what the user can do about it. */
export function unanswered(error: Error, region: string): Row {
  const row = (found: string, next: string): Row => ({ subject: region, status: "unknown", found, next });
  const action = /not authorized to perform: (\S+)/.exec(error.message)?.[1];
  switch (error.name) {
    case "CredentialsProviderError":
      return row("no AWS credentials", "Sign in, for example with `aws sso login`, or set AWS_PROFILE.");
    case "ExpiredToken":
    case "ExpiredTokenException":
    case "RequestExpired":
      return row("the credentials have expired", "Sign in again, for example with `aws sso login`.");
    case "InvalidClientTokenId":
    case "UnrecognizedClientException":
    case "AuthFailure":
      return row(
        "AWS does not know these credentials",
        `Check the profile, and that the account has ${region} enabled.`,
      );
    case "AccessDenied":
    case "AccessDeniedException":
    case "UnauthorizedOperation":
      return row(
        "the credentials may not ask this",
        `Allow ${action ?? "the read action"} (docs/preflight.md lists all).`,
      );
    case "Throttling":
    case "ThrottlingException":
    case "RequestLimitExceeded":
    case "TooManyRequestsException":
      return row("AWS is throttling this account's calls", "Run the preflight again in a minute.");
    default:
      return row(`${error.name}: ${error.message}`, "Run the preflight again; if it stays, report it with this line.");
  }
}
