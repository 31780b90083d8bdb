import { z } from "zod";

export const fraction = z.number().min(0).max(1);

/** An object that names what it knows when it gets something else. */
export function settings<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `Unknown setting ${issue.keys.map((key) => `"${key}"`).join(", ")}. ${
            names.length ? `Use: ${names.join(", ")}.` : "This scorer has no settings."
          }`
        : undefined,
  });
}

/** One kind of scorer with its settings. */
export const scorer = <Kind extends string, Config extends z.ZodType>(kind: Kind, config: Config) =>
  z.strictObject({
    kind: z.literal(kind),
    /** What results and charts call it; the kind and its field unless given. */
    name: z.string().trim().min(1).max(60).optional(),
    config,
  });
