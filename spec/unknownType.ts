import { announcedType } from "../catalog/announcedTypes";
import { instanceTypeNames } from "../catalog/instanceTypes";
import { didYouMean } from "./nearest";

/** What to say of an instance type that the catalogue does not hold: what AWS has not published of it, or a likely name. */
export function unknownTypeHint(name: string): string | undefined {
  const announced = announcedType(name);
  if (!announced) return didYouMean(name, instanceTypeNames());
  const { from, data, read } = announced.source;
  return `AWS has named it, and has not published ${announced.missing} (${from}, of ${data ?? read}).`;
}
