import type { ScorerSpec } from "./contract";
import { compileJsonSchema } from "./json-schema";
import { compileRegex } from "./linear-regex";
import { hasReference } from "./resolve-references";
import { findSyntaxError } from "./script/run-script";

/** `path` as in an error of the API: `scorers.0.config.schema`. */
export type ScorerProblem = { path: string; message: string };

/** More than this nobody reads. */
const MOST_PROBLEMS = 20;

/** What only compiling tells: that every pattern, JSON Schema and script can be used. Runs in a thread. */
export async function findScorerProblems(specs: readonly ScorerSpec[]): Promise<ScorerProblem[]> {
  const problems: ScorerProblem[] = [];
  for (const { spec, path } of withMembers(specs)) {
    if (problems.length >= MOST_PROBLEMS) break;
    const message = await problemOf(spec);
    if (message !== null) problems.push({ path: `${path}.config.${settingOf(spec)}`, message });
  }
  return problems;
}

/** Every scorer with the ones inside weighted sets; `path` is its place in the list. */
export function withMembers(specs: readonly ScorerSpec[]): { spec: ScorerSpec; path: string }[] {
  return specs.flatMap((spec, index) => [
    { spec, path: `scorers.${index}` },
    ...(spec.kind === "all"
      ? spec.config.scorers.map(({ scorer }, member) => ({
          spec: scorer as ScorerSpec,
          path: `scorers.${index}.config.scorers.${member}.scorer`,
        }))
      : []),
  ]);
}

async function problemOf(spec: ScorerSpec): Promise<string | null> {
  if (spec.kind === "script") return findSyntaxError(spec.config.code);
  try {
    if (spec.kind === "regex") {
      const { pattern, flags } = spec.config;
      compileRegex(!pattern || hasReference(pattern) ? "" : pattern, flags);
    }
    if (spec.kind === "json-schema" || spec.kind === "contains-json") {
      if (spec.config.schema !== undefined) compileJsonSchema(spec.config.schema);
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "It cannot be used.";
  }
}

const settingOf = ({ kind }: ScorerSpec): string =>
  kind === "regex" ? "pattern" : kind === "script" ? "code" : "schema";
