/** The page of the generated docs that explains a rule. */
export function helpUri(pack: string, rule: string): string {
  return `https://aidc.dev/rules/${pack}#${rule.toLowerCase()}`;
}
