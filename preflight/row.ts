/** What a stack asks of an account, as far as a preflight judges it. */
export interface Facts {
  account?: string;
  region: string;
  zones: string[];
  cidr: string;
  natGateways: number;
  kubernetesVersion: string;
  pools: PoolFacts[];
  /** Outside the region's zones. Default: none. */
  sites?: SiteFacts[];
}

/** A Local Zone, or an Outpost with the type that its pool wants. */
export type SiteFacts = { name: string; zone: string; instanceType: string; outpostArn?: string };

export interface PoolFacts {
  name: string;
  instanceType: string;
  maxNodes: number;
  /** The pool's own zone, or undefined where it may use any of the stack's. */
  zone?: string;
  /** Default: `al2023`. */
  imageFamily?: "al2023" | "bottlerocket";
  capacity: "on-demand" | "spot" | { reservation: string } | { block: string };
}

/** One answer: a line of the table that `aidc preflight` prints. */
export interface Row {
  /** What it is about: a pool, a quota, a zone. */
  subject: string;
  /** `unknown`: AWS did not answer. */
  status: "pass" | "warn" | "fail" | "unknown";
  found: string;
  /** What to do about it; absent for a pass. */
  next?: string;
}
