import { readFileSync } from "node:fs";
import { EngineError, type PreviousResource, type PropertyMap, type PropertyValue } from "./engine";
import { isObject, publicProperties } from "./values";

/** Reads what `pulumi stack export` wrote. Throws EngineError where the file is none, or of a version not known here. */
export function readStackExport(file: string): PreviousResource[] {
  let content: PropertyValue;
  try {
    content = JSON.parse(readFileSync(file, "utf8")) as PropertyValue;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError(`${file} is not what \`pulumi stack export --file ${file}\` writes: ${reason}`);
  }
  try {
    return previousResources(content);
  } catch (error) {
    throw error instanceof EngineError ? new EngineError(`${file}: ${error.message}`) : error;
  }
}

/**
 * The resources of a deployment, version 3 or 4, secrets masked. Left out is what a stack only reads, and what an interrupted
 * replacement still has to delete.
 */
export function previousResources(exported: PropertyValue): PreviousResource[] {
  if (!isObject(exported) || !isObject(exported.deployment)) {
    throw new EngineError('no "deployment": expected the output of pulumi stack export');
  }
  if (exported.version !== 3 && exported.version !== 4) {
    throw new EngineError(`deployment version ${JSON.stringify(exported.version)} is not supported, only 3 and 4`);
  }
  const { resources } = exported.deployment;
  return (Array.isArray(resources) ? resources : [])
    .filter(isObject)
    .filter((resource) => resource.delete !== true && resource.external !== true)
    .map(previousResource);
}

function previousResource(resource: PropertyMap): PreviousResource {
  const { urn, type, id, parent, dependencies } = resource;
  if (typeof urn !== "string" || typeof type !== "string") throw new EngineError("a resource without urn or type");
  return {
    urn,
    type,
    custom: resource.custom === true,
    ...(typeof id === "string" && id ? { id } : {}),
    ...(typeof parent === "string" && parent ? { parent } : {}),
    inputs: isObject(resource.inputs) ? publicProperties(resource.inputs) : {},
    ...(isObject(resource.outputs) ? { outputs: publicProperties(resource.outputs) } : {}),
    protect: resource.protect === true,
    ...(resource.retainOnDelete === true && { retainOnDelete: true }),
    dependencies: urnsOf(dependencies),
    ...(isObject(resource.propertyDependencies) && {
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, urnsOf(urns)]),
      ),
    }),
  };
}

const urnsOf = (value: PropertyValue | undefined) =>
  Array.isArray(value) ? value.filter((urn) => typeof urn === "string") : [];
