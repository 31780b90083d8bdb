import { AppError } from "@/lib/http/app-error";
import type { ScorerSpec } from "./contract";
import { compileJsonSchema } from "./json-schema";

export type ScorerProblem = { path: string; message: string };

/**
 * What only the server can tell about scorers before a run: that every JSON Schema compiles. (The
 * contract is free of the compiler, so that forms in the browser can use it.) `path` starts with
 * `prefix`, as in `scorers.0.config.schema`. Empty when all can be used.
 */
export function checkScorers(specs: readonly ScorerSpec[], prefix = "scorers"): ScorerProblem[] {
  return specs.flatMap((spec, i) => {
    const path = `${prefix}.${i}`;
    if (spec.kind === "all") {
      return spec.config.scorers.flatMap(({ scorer }, j) =>
        schemaProblem(scorer, `${path}.config.scorers.${j}.scorer`),
      );
    }
    return schemaProblem(spec, path);
  });
}

/** Refuses scorers that no run could use, with the place of each. */
export function requireUsableScorers(specs: readonly ScorerSpec[], prefix?: string): void {
  const errors = checkScorers(specs, prefix);
  const [first] = errors;
  if (first) throw new AppError("invalid", first.message, { errors });
}

function schemaProblem(spec: ScorerSpec, path: string): ScorerProblem[] {
  const schema =
    spec.kind === "json-schema" || spec.kind === "contains-json" ? spec.config.schema : undefined;
  if (schema === undefined) return [];
  try {
    compileJsonSchema(schema);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : "The schema cannot be used.";
    return [{ path: `${path}.config.schema`, message }];
  }
}
