import { MetadataTable } from "aidc/components/storage/metadataTable";
import { keyArn } from "./existing";

export const runs = new MetadataTable("runs", { table: { name: "runs", key: "run", sort: "step" }, keyArn });
