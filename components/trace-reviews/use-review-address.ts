"use client";
import { parseAsString, useQueryStates } from "nuqs";

/** Where the screen is: the trace, the week (this one unless told) and the rule it is narrowed to. */
export function useReviewAddress(project: string) {
  const [address, set] = useQueryStates(
    { trace: parseAsString, week: parseAsString, rule: parseAsString },
    { history: "replace", scroll: false },
  );
  const hrefOf = (trace: string) => {
    const query = new URLSearchParams();
    if (address.week) query.set("week", address.week);
    if (address.rule) query.set("rule", address.rule);
    query.set("trace", trace);
    return `/${project}/traces/review?${query}`;
  };
  return {
    address,
    show: (trace: string | null) => void set({ trace }),
    setRule: (rule: string | null) => void set({ rule, trace: null }),
    hrefOf,
  };
}
