import type { FilterName } from "@/components/traces/trace-address";
import { OUTCOME_LABEL } from "@/components/traces/trace-words";
import { formatMs, formatUsd } from "@/lib/format-number";
import { formatMoment } from "@/lib/format-time";
import { type Condition, formatConditions, parseConditions } from "@/lib/traces/conditions";
import type { TraceFilters } from "@/lib/traces/filter-contract";

/** A filter as a word that can be taken away, with all the names that go with it. */
export interface AppliedFilter {
  names: FilterName[];
  label: string;
  isMono?: boolean;
  /** What stays when it is taken away, where a filter is made of several words. */
  rest?: TraceFilters;
}

/** What the list is narrowed to, in the order in which one would say it. The search field says its own. */
export function describeFilters(
  filters: TraceFilters,
  hidden: readonly FilterName[] = [],
): AppliedFilter[] {
  const { version, arm, outcome, from, to, range } = filters;
  const words: (AppliedFilter | null)[] = [
    word("prompt", filters.prompt, { isMono: true }),
    word("environment", filters.environment),
    word("version", version === undefined ? undefined : `version v${version}`),
    word("arm", arm, { before: arm === "stable" || arm === "candidate" ? "" : "arm " }),
    word(
      "outcome",
      outcome && (outcome === "none" ? "no outcome" : `outcome ${OUTCOME_LABEL[outcome]}`),
    ),
    word("segment", filters.segment),
    word("model", filters.model, { before: "model " }),
    between("minLatencyMs", "maxLatencyMs", filters, formatMs, ["at least", "at most"]),
    between("minCostUsd", "maxCostUsd", filters, formatUsd, ["costs at least", "costs at most"]),
    word("error", filters.error && (filters.error === "yes" ? "with an error" : "without errors")),
    word("category", filters.category, { before: "category " }),
    word(
      "reviewed",
      filters.reviewed && (filters.reviewed === "yes" ? "reviewed" : "not reviewed"),
    ),
    word("scorer", filters.scorer, { before: "failed by " }),
    word("unit", filters.unit, { before: "unit " }),
    word("userId", filters.userId, { before: "user " }),
    word("sessionId", filters.sessionId, { before: "session " }),
    ...conditionWords(filters.where),
    word("range", range && !from && !to ? rangeLabel(range) : undefined),
    from || to ? { names: ["from", "to", "range"], label: timeLabel(from, to) } : null,
  ];
  return words.filter(
    (one): one is AppliedFilter => one !== null && !one.names.some((name) => hidden.includes(name)),
  );
}

function conditionWords(where: string | undefined): AppliedFilter[] {
  const conditions = (where && parseConditions(where)) || [];
  return conditions.map((condition) => ({
    names: ["where"],
    label: conditionLabel(condition),
    rest: { where: formatConditions(conditions.filter((one) => one !== condition)) },
  }));
}

/** `outcome is not failed or escalated` */
function conditionLabel({ field, isNot, values }: Condition): string {
  const name = field.replace(/^attribute\./, "");
  return `${name} ${isNot ? "is not" : "is"} ${values.join(" or ")}`;
}

function word(
  name: FilterName,
  value: string | undefined,
  { before = "", isMono = false }: { before?: string; isMono?: boolean } = {},
): AppliedFilter | null {
  if (!value) return null;
  return { names: [name], label: before + value, ...(isMono ? { isMono } : {}) };
}

type Bound = "minLatencyMs" | "maxLatencyMs" | "minCostUsd" | "maxCostUsd";

function between(
  low: Bound,
  high: Bound,
  filters: TraceFilters,
  format: (value: number) => string,
  [atLeast, atMost]: [string, string],
): AppliedFilter | null {
  const min = filters[low];
  const max = filters[high];
  if (min === undefined && max === undefined) return null;
  const label =
    min !== undefined && max !== undefined
      ? `${format(min)} to ${format(max)}`
      : min !== undefined
        ? `${atLeast} ${format(min)}`
        : `${atMost} ${format(max ?? 0)}`;
  return { names: [low, high], label };
}

const UNIT: Record<string, string> = { m: "min", h: "h", d: "days" };

function rangeLabel(range: string): string {
  return `last ${range.slice(0, -1)} ${UNIT[range.slice(-1)] ?? range.slice(-1)}`;
}

function timeLabel(from: string | undefined, to: string | undefined): string {
  if (from && to) {
    const [start, end] = [shortTime(from), shortTime(to)];
    const day = dayOf(start);
    const isOneDay = day !== "" && day === dayOf(end);
    return `${start.replace(" UTC", "")} to ${isOneDay ? end.slice(day.length) : end}`;
  }
  return from ? `since ${shortTime(from)}` : `until ${shortTime(to ?? "")}`;
}

/** `20 Nov ` of a time as it is shown; nothing of one that is no time. */
const dayOf = (shown: string): string => /^\d+ \w+ /.exec(shown)?.[0] ?? "";

/** In UTC, as the address has it. */
function shortTime(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${formatMoment(time)} UTC`;
}
