import { PrivateDns } from "aidc/components/interconnect/privateDns";
import { region } from "./existing";
import { archive } from "./flowLogArchive";

const dns = new PrivateDns("dns", { region, domain: "ai.example.internal", flowLogs: archive });

export const zoneId = dns.zone.zoneId;
