import { SECONDS_PER_HOUR } from "./units";

export interface PowerModel {
  /** Of one accelerator (TDP). */
  acceleratorWatts: number;
  accelerators: number;
  /** Share of the accelerators' TDP drawn on average in training. Assumption where absent: 0.85. */
  acceleratorLoad?: number;
  /** Of the rest of one node: processors, memory, network, fans. Assumption where absent: 3,000 W (of a DGX H100's 10.2 kW, 5.6 are accelerators). */
  nodeOverheadWatts?: number;
  nodes: number;
  /** Power usage effectiveness of the building. Default 1.14 (AWS's global average of 2025; sustainability.aboutamazon.com). */
  pue?: number;
}

export interface Energy {
  /** At the meter of the building. */
  watts: number;
  kWh: number;
}

/**
 * Energy of a run at the building's meter. Source: Patterson et al. 2021 (arXiv 2104.10350), section 2: energy = time x processors x power x PUE.
 */
export function energy(power: PowerModel, seconds: number): Energy {
  const accelerators = power.accelerators * power.acceleratorWatts * (power.acceleratorLoad ?? 0.85);
  const watts = (accelerators + power.nodes * (power.nodeOverheadWatts ?? 3000)) * (power.pue ?? 1.14);
  return { watts, kWh: (watts / 1000) * (seconds / SECONDS_PER_HOUR) };
}

/** Emissions of the grid's mix, kilograms of CO2 equivalent. Location-based: purchases of renewable energy do not count. */
export function carbonKg(kWh: number, gridKgPerKWh: number): number {
  return kWh * gridKgPerKWh;
}
