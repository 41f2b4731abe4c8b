import type { PropertyValue } from "../engine/engine";
import { isObject, isSecret, maskedText } from "../engine/values";

/** An answer about values of which some are known only once deployed. Kleene's logic: what is known decides where it can. */
export type Truth = "yes" | "no" | "unknown";

export const truthOf = (known: boolean): Truth => (known ? "yes" : "no");
export const not = (truth: Truth): Truth => (truth === "unknown" ? truth : truth === "yes" ? "no" : "yes");

/** "yes" where all are, and of none at all. */
export function allOf(truths: Truth[]): Truth {
  if (truths.includes("no")) return "no";
  return truths.includes("unknown") ? "unknown" : "yes";
}

/** "yes" where one is, whatever the others turn out to be. */
export function anyOf(truths: Truth[]): Truth {
  if (truths.includes("yes")) return "yes";
  return truths.includes("unknown") ? "unknown" : "no";
}

/** What the SDKs send in place of a value that only a deployment can tell: one mark for each type of value. */
const unknownMarks = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const isUnknownMark = (value: PropertyValue | undefined) => typeof value === "string" && unknownMarks.has(value);

/** What an absent property is read as. */
const absent = undefined;

/**
 * A resource's property, or what stands at a path inside it: absent, unknown before deployment, or known. Reading never
 * throws, and an unknown hides nothing beside it. `null` is absent, as Pulumi has it.
 */
export class Property {
  readonly isUnknown: boolean;
  private readonly value: PropertyValue | undefined;

  constructor(
    value: PropertyValue | undefined,
    /** As `vpcConfig.subnetIds[0]`. */
    readonly path: string,
  ) {
    const bare = isSecret(value) && isObject(value) ? (value.value ?? maskedText) : value;
    // A plan masks secrets: their values are not known to who reads it.
    this.isUnknown = isUnknownMark(bare) || bare === maskedText;
    this.value = this.isUnknown || bare === null ? absent : bare;
  }

  get isAbsent(): boolean {
    return !this.isUnknown && this.value === absent;
  }

  /** Set to something, be it known or not. */
  get isPresent(): boolean {
    return !this.isAbsent;
  }

  /** The known value, or undefined. */
  get known(): PropertyValue | undefined {
    return this.value;
  }

  get text(): string | undefined {
    return typeof this.value === "string" ? this.value : undefined;
  }

  /** A known number; some resources take numbers as text. */
  get number(): number | undefined {
    if (typeof this.value === "number") return this.value;
    const parsed = this.text?.trim() ? Number(this.text) : NaN;
    return Number.isFinite(parsed) ? parsed : undefined;
  }

  /** What stands below. Of something unknown, everything below is unknown. */
  at(...keys: string[]): Property {
    return keys.reduce<Property>((property, key) => property.member(key), this);
  }

  private member(key: string): Property {
    const path = this.path ? `${this.path}.${key}` : key;
    if (this.isUnknown) return new Property(unknownMark, path);
    return new Property(isObject(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : absent, path);
  }

  /** The members of an object by name; empty of anything else. */
  get members(): Record<string, Property> {
    if (!isObject(this.value)) return {};
    return Object.fromEntries(Object.keys(this.value).map((key) => [key, this.member(key)]));
  }

  /** The elements of a list; a single value is a list of one, as AWS reads its policies. Empty where absent or unknown. */
  get elements(): Property[] {
    if (this.value === absent) return [];
    if (!Array.isArray(this.value)) return [this];
    return this.value.map((element, index) => new Property(element, `${this.path}[${index}]`));
  }

  /** This property, read as `fallback` where it is absent: the provider's default. */
  or(fallback: PropertyValue): Property {
    return this.isAbsent ? new Property(fallback, this.path) : this;
  }

  /** Whether `test` holds for the known value. An absent property passes no test. */
  satisfies(test: (value: PropertyValue) => boolean): Truth {
    if (this.isUnknown) return "unknown";
    return truthOf(this.value !== absent && test(this.value));
  }

  is(...allowed: PropertyValue[]): Truth {
    return this.satisfies((value) => allowed.includes(value));
  }

  /** Whether it is text of the pattern. */
  matches(pattern: RegExp): Truth {
    return this.satisfies((value) => typeof value === "string" && pattern.test(value));
  }

  /** Whether it is text that ends in one of the suffixes. */
  endsWith(...suffixes: string[]): Truth {
    return this.satisfies((value) => typeof value === "string" && suffixes.some((suffix) => value.endsWith(suffix)));
  }

  /** True, or the text "true", which some resources take instead. */
  get isTrue(): Truth {
    return this.is(true, "true");
  }

  get isFalse(): Truth {
    return this.is(false, "false");
  }

  atLeast(bound: number): Truth {
    return this.isUnknown ? "unknown" : truthOf(this.number !== undefined && this.number >= bound);
  }

  atMost(bound: number): Truth {
    return this.isUnknown ? "unknown" : truthOf(this.number !== undefined && this.number <= bound);
  }

  /** Whether the test holds for an element. An unknown list may hold anything. */
  some(test: (element: Property) => Truth): Truth {
    return this.isUnknown ? "unknown" : anyOf(this.elements.map(test));
  }

  /** Whether the test holds for every element, and so for none at all. */
  every(test: (element: Property) => Truth): Truth {
    return this.isUnknown ? "unknown" : allOf(this.elements.map(test));
  }

  includes(value: PropertyValue): Truth {
    return this.some((element) => element.is(value));
  }
}

const unknownMark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
