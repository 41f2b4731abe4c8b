/** A Hadoop configuration: property names and values, in the order they are written. */
export type Properties = Record<string, string>;

/** A `*-site.xml` file, as Hadoop's `Configuration` reads it. */
export function hadoopXml(properties: Properties): string {
  const lines = Object.entries(properties).map(
    ([name, value]) => `  <property><name>${escape(name)}</name><value>${escape(value)}</value></property>`,
  );
  return ['<?xml version="1.0" encoding="UTF-8"?>', "<configuration>", ...lines, "</configuration>", ""].join("\n");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escape(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}
