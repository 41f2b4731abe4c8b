import { PrivateBucket } from "aidc/components/storage/privateBucket";
import { keyArn } from "./existing";

export const curated = new PrivateBucket("curated", { keyArn, lifecycle: { noncurrentDays: 7 } });
