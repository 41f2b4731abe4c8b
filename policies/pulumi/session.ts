import type { PolicyResource, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { GraphResource, type PropertyMap, ResourceGraph } from "../../plan/graph";
import { environmentOf, factsOfGraph, factsOfStack, type StackFacts, strictest } from "../stackFacts";
import { nodeOfResource, nodeOfStackResource } from "./request";

export interface StackView {
  graph: ResourceGraph;
  facts: StackFacts;
}

/**
 * What a pack's process has been shown. The SDK hands each policy its own copy of the stack; one graph, made once for each
 * `AnalyzeStack`, serves them all.
 */
export class Session {
  private readonly inputs = new Map<string, PropertyMap>();
  private readonly views = new WeakMap<object, StackView>();
  /** By stack. */
  private readonly regionFacts = new Map<string, StackFacts>();

  /** A resource that is about to be made, and what is known of its stack by now: its region came before it. */
  resource(args: ResourceValidationArgs): { resource: GraphResource; facts: StackFacts } {
    const node = nodeOfResource(args);
    const resource = new GraphResource(node);
    this.inputs.set(node.urn, node.inputs);
    return { resource, facts: this.factsFor(resource) };
  }

  private factsFor(resource: GraphResource): StackFacts {
    const [stack = ""] = resource.urn.split("::");
    const declared = factsOfStack(resource);
    if (declared) this.regionFacts.set(stack, declared);
    const environment = environmentOf(resource);
    return this.regionFacts.get(stack) ?? { ...strictest(), ...(environment && { environment }) };
  }

  stack(args: StackValidationArgs): StackView {
    const request = requestOf(args.resources);
    const known = request && this.views.get(request);
    if (known) return known;
    const graph = new ResourceGraph(
      args.resources.map((resource) => nodeOfStackResource(resource, this.inputs.get(resource.urn))),
    );
    const view = { graph, facts: factsOfGraph(graph) };
    if (request) this.views.set(request, view);
    return view;
  }
}

/**
 * What tells one `AnalyzeStack` from another: a list that belongs to the request's message and not to the copy made of it for
 * each policy. Were it ever copied too, each policy would get a graph of its own: slower, with the same verdicts.
 */
function requestOf(resources: PolicyResource[]): object | undefined {
  return resources[0]?.opts.ignoreChanges;
}
