import { LocalVolumes } from "aidc/components/storage/localVolumes";
import { kubernetes } from "./existing";

export const disks = new LocalVolumes("ai", { pools: ["data"], kubernetes });
