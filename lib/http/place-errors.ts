import type { FieldError } from "./app-error";

/**
 * Sorts the errors of a body into those that a field shows and the rest, which the form says as a whole: also the
 * errors of places that have no field, which nobody would see otherwise.
 * @param fields the paths that have a field; what lies below one is shown there too
 * @param nameOf what people call a place that has no field
 */
export function placeErrors(
  errors: readonly FieldError[],
  fields: readonly string[],
  nameOf: (path: string) => string = (path) => path,
) {
  const byField = new Map<string, FieldError[]>();
  const rest: string[] = [];
  for (const error of errors) {
    const { path, message } = error;
    const field = fields.find((name) => path === name || path.startsWith(`${name}.`));
    if (field === undefined) rest.push(path ? `${nameOf(path)}: ${message}` : message);
    else byField.set(field, [...(byField.get(field) ?? []), error]);
  }
  return { byField, rest: rest.join(" ") || null };
}
