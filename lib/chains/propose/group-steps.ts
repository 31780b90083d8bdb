import type { RecordedStep, RecordedTrace } from "./recorded-trace";

/** A step that several traces have. */
export interface StepGroup {
  name: string;
  kind: RecordedStep["kind"];
  /** Median place in its traces. */
  place: number;
  /** One of each trace that has it. */
  calls: { trace: RecordedTrace; step: RecordedStep }[];
}

/** The first step of a name in each trace; what only wraps others is left out. */
export function groupSteps(traces: readonly RecordedTrace[]): StepGroup[] {
  const groups = new Map<string, StepGroup & { places: number[] }>();
  for (const trace of traces) {
    const parents = new Set(trace.steps.map(({ parentId }) => parentId));
    const names = new Set<string>();
    for (const [place, step] of trace.steps.entries()) {
      const isWrapper = step.kind === "other" && parents.has(step.id);
      const name = `${step.kind} ${step.name}`;
      if (isWrapper || names.has(name)) continue;
      names.add(name);
      const group = groups.get(name) ?? {
        name: step.name,
        kind: step.kind,
        place: 0,
        places: [],
        calls: [],
      };
      group.places.push(place);
      group.calls.push({ trace, step });
      groups.set(name, group);
    }
  }
  return [...groups.values()].map(({ places, ...group }) => ({ ...group, place: median(places) }));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, two) => one - two);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
