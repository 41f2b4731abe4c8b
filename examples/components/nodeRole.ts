import { NodeRole } from "aidc/components/compute/nodeRole";

export const { role } = new NodeRole("ai", {});
