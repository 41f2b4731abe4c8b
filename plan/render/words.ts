/** Money and names as every renderer writes them. */
export const dollars = (amount: number) => amount.toLocaleString("en-US", { style: "currency", currency: "USD" });

/** A change of money with its sign, `no change` for none. */
export function signedDollars(amount: number): string {
  if (amount === 0) return "no change";
  return `${amount > 0 ? "+" : "−"}${dollars(Math.abs(amount))}`;
}

export const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** The last part of a URN: the resource's name. */
export const nameOfUrn = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);
