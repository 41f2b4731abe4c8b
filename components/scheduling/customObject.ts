import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type * as pulumi from "@pulumi/pulumi";

/** An object of a kind that an operator defines, with the fields that its definition takes. */
export type CustomObject<Fields extends object = object> = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
} & Fields;

/** Declares an object under `name`, its kind and its own name. */
export function declare(name: string, object: CustomObject, opts: pulumi.CustomResourceOptions): CustomResource {
  return new CustomResource(`${name}-${object.kind.toLowerCase()}-${object.metadata.name}`, object, opts);
}
