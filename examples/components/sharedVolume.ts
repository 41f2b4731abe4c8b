import { SharedVolume } from "aidc/components/storage/sharedVolume";
import { kubernetes } from "./existing";
import { scratch } from "./parallelFileSystem";

export const volume = new SharedVolume("research-scratch", {
  kubernetes,
  namespace: "research",
  claimName: "scratch",
  driver: "fsx.csi.aws.com",
  volumeHandle: scratch.fileSystem.id,
  volumeAttributes: { dnsname: scratch.fileSystem.dnsName, mountname: scratch.fileSystem.mountName },
  sizeGiB: 4800,
});
