type Schema = Record<string, unknown>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value that a JSON Schema allows, in a word or two: `string`, `12 labels`, `{ id, text }[]`. */
export function describeSchema(schema: unknown): string {
  if (!isSchema(schema)) return "anything";
  const { type, enum: values, items, properties } = schema;
  if (Array.isArray(values)) {
    return values.length > 3 ? `${values.length} labels` : values.map(String).join(" | ");
  }
  if (type === "array") {
    const item = describeSchema(items);
    return item === "anything" ? "list" : `${item}[]`;
  }
  if (type === "object" || isSchema(properties)) {
    const names = isSchema(properties) ? Object.keys(properties) : [];
    if (names.length === 0) return "object";
    return `{ ${names.slice(0, 4).join(", ")}${names.length > 4 ? ", …" : ""} }`;
  }
  if (Array.isArray(type)) return type.join(" | ");
  return typeof type === "string" ? type : "anything";
}

export interface Member {
  /** Within the value: `category`, `passages.0.text`. */
  path: string;
  type: string;
}

const MOST_MEMBERS = 40;

/** What a value has inside, as far as its schema says; the first of a list stands for all. */
export function listMembers(schema: unknown, depth = 2): Member[] {
  if (!isSchema(schema) || depth === 0) return [];
  const inner: [string, unknown][] = isSchema(schema.properties)
    ? Object.entries(schema.properties)
    : schema.type === "array" && isSchema(schema.items)
      ? [["0", schema.items]]
      : [];
  return inner
    .flatMap(([name, part]) => [
      { path: name, type: describeSchema(part) },
      ...listMembers(part, depth - 1).map(({ path, type }) => ({ path: `${name}.${path}`, type })),
    ])
    .slice(0, MOST_MEMBERS);
}

/** What a step gives, in chips: its members, or what it is as a whole. */
export function describeOutput(schema: unknown): string[] {
  const members = listMembers(schema, 1).filter(({ path }) => path !== "0");
  if (members.length === 0) return [isSchema(schema) ? describeSchema(schema) : "not known"];
  return members.map(({ path, type }) => (type === "anything" ? path : `${path}: ${type}`));
}
