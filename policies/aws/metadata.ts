import type { GraphResource } from "../../plan/graph";
import type { Property } from "../../plan/property";
import { kubernetes } from "../kubernetes/types";

/** How the metadata service of the nodes that the resource launches answers. */
export interface MetadataOptions {
  endpoint: Property;
  tokens: Property;
  hops: Property;
}

/**
 * The options of a launch template or instance, whose defaults are the account's, or of a node class of Karpenter, which asks for
 * tokens and allows one hop unless told otherwise (Karpenter: NodeClasses, `spec.metadataOptions`).
 */
export function metadataOptionsOf(resource: GraphResource): MetadataOptions {
  const ofKarpenter = resource.type === kubernetes.ec2NodeClass;
  const options = ofKarpenter ? resource.at("spec", "metadataOptions") : resource.at("metadataOptions");
  const [tokens, hops] = [options.at("httpTokens"), options.at("httpPutResponseHopLimit")];
  const endpoint = options.at("httpEndpoint");
  return ofKarpenter ? { endpoint, tokens: tokens.or("required"), hops: hops.or(1) } : { endpoint, tokens, hops };
}
