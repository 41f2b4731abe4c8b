import { Backups } from "aidc/components/recovery/backups";
import { accountId, region } from "./existing";

export const backups = new Backups("ai", { region, accountId, stackName: "ai", copyRegion: "us-west-2" });
