import type { ScorerSpec } from "./contract";

/** `name` when given; else the kind, with the field that it looks at: `label: category`. */
export function scorerName(spec: ScorerSpec): string {
  if (spec.name) return spec.name;
  const { field } = spec.config as { field?: string };
  return field ? `${spec.kind}: ${field}` : spec.kind;
}

/** Names that are unique in one run; a repeated one gets a number, in order: `contains`, `contains 2`. */
export function nameScorers(specs: readonly ScorerSpec[]): (ScorerSpec & { name: string })[] {
  const names = new Set<string>();
  return specs.map((spec) => {
    const base = scorerName(spec);
    let name = base;
    for (let count = 2; names.has(name); count++) name = `${base} ${count}`;
    names.add(name);
    return { ...spec, name };
  });
}
