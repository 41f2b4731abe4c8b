import type { Pack } from "../rule";
import { fabDevicePlugin } from "./rules/fab-device-plugin";
import { fabImage } from "./rules/fab-image";
import { fabOneZone } from "./rules/fab-one-zone";
import { fabPlacementGroup } from "./rules/fab-placement-group";
import { fabSelfRule } from "./rules/fab-self-rule";
import { fabSharedMemory } from "./rules/fab-shared-memory";
import { fabStorageZone } from "./rules/fab-storage-zone";
import { fabWholeAccelerators } from "./rules/fab-whole-accelerators";
import { nodeAcceleratorTaint } from "./rules/node-accelerator-taint";
import { nodeEveryEfaCard } from "./rules/node-every-efa-card";

export const fabric: Pack = {
  name: "aidc-fabric",
  description: "Accelerators and their network whole: every card, one zone, storage beside it, no idle device",
  rules: [
    nodeAcceleratorTaint,
    nodeEveryEfaCard,
    fabPlacementGroup,
    fabOneZone,
    fabSelfRule,
    fabStorageZone,
    fabWholeAccelerators,
    fabDevicePlugin,
    fabImage,
    fabSharedMemory,
  ],
};
