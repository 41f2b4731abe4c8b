/** The test cannot be run as asked; the message is for the user. */
export class CertifyError extends Error {
  override name = "CertifyError";
}
