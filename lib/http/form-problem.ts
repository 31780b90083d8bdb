import { ApiError } from "./api-client";

/**
 * What a refused form says at its fields, and what is left to say for the whole of it: also the errors of places
 * that have no field, which nobody would see otherwise.
 * @param fields the paths that have a place to be shown at; what lies below one is shown there too
 */
export function parseProblem<const Path extends string>(
  error: Error | null,
  fields: readonly Path[],
) {
  const problem = error instanceof ApiError ? error.problem : null;
  const errors = problem?.errors ?? [];
  const isAt = (path: string, field: string) => path === field || path.startsWith(`${field}.`);
  const elsewhere = errors.filter(({ path }) => !fields.some((field) => isAt(path, field)));
  const left = elsewhere.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  return {
    at: (field: Path) => errors.find(({ path }) => isAt(path, field))?.message,
    whole: errors.length === 0 ? (error?.message ?? null) : left.join(" ") || null,
    /** For a part of the form that shows its own. */
    all: errors,
    code: problem?.code ?? null,
    requestId: problem?.requestId ?? null,
  };
}
