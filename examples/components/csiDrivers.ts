import { CsiDrivers } from "aidc/components/storage/csiDrivers";
import { clusterName, kubernetes } from "./existing";

export const drivers = new CsiDrivers("ai", { clusterName, kubernetes, drivers: ["fsx", "efs"] });
