/** Money without cents, as a headline or a picture has it. */
export const wholeDollars = (amount: number) =>
  amount.toLocaleString("en-US", { style: "currency", currency: "USD", maximumFractionDigits: 0 });

export function percent(share: number): string {
  if (share > 0 && share < 0.001) return "< 0.1%";
  return `${(share * 100).toLocaleString("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`;
}
