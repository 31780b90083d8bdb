import type { CriterionDraft } from "./criterion-draft";

interface Start {
  label: string;
  draft: Partial<CriterionDraft>;
}

/** What most specs ask for, each one press: the rest of the form is filled in, and can be changed. */
export function criterionStarts(first: { scorer: string | null; environment: string }): Start[] {
  const right = first.scorer ? `scorer:${first.scorer}` : "metric:success_rate";
  const defaults = { ownName: undefined, ownConfig: {}, against: "" };
  const up = { comparator: ">=" } as const;
  const down = { comparator: "<=" } as const;
  return [
    {
      label: "Right answers",
      draft: { ...defaults, ...up, statement: "The answers are right", measure: right, bar: "80" },
    },
    {
      label: "No worse than live",
      draft: {
        ...defaults,
        ...up,
        statement: "No worse than what is live",
        measure: right,
        against: first.environment,
        bar: "2",
      },
    },
    {
      label: "Valid JSON",
      draft: {
        ...defaults,
        ...up,
        statement: "Every answer is valid JSON",
        measure: "own:is-json",
        bar: "95",
      },
    },
    {
      label: "In time",
      draft: {
        ...defaults,
        ...down,
        statement: "p95 latency stays under 2 s",
        measure: "metric:latency_p95_ms",
        bar: "2000",
      },
    },
    {
      label: "Within budget",
      draft: {
        ...defaults,
        ...down,
        statement: "An answer costs no more than a cent",
        measure: "metric:cost_usd",
        bar: "0.01",
      },
    },
  ];
}
