import "server-only";
import type { Tx } from "@/lib/db/client";
import type { Arm } from "@/lib/deployments/assign-arm";
import type { Entry } from "@/lib/observations/place-request";
import {
  type GuardrailSetup,
  observedValue,
  type RequestFacts,
} from "@/lib/rollouts/plan/guardrail-setup";
import { type EnteredUnit, enterUnit, type Observation } from "@/lib/stats/sequential/enter-units";
import { addUnit } from "@/lib/stats/sequential/guardrail-state";
import { addedAt, listTests, type RolloutFigures, type Setups, type TestCounts } from "./figures";

const MOST_ROWS = 5_000;
const MOST_UNITS = 2_000;

interface ObservationRow extends Omit<RequestFacts, "arm"> {
  seq: number;
  request: string;
  unit: string | null;
  arm: Arm | null;
  entry: Entry;
  isFirst: boolean;
  percent: number;
  /** ms */
  happenedAt: number;
  learnedAt: number;
  segments: string[];
}

const COLUMNS = `seq::float8 as seq, request, unit, arm, entry, is_first as "isFirst", percent,
  (extract(epoch from happened_at) * 1000)::float8 as "happenedAt",
  (extract(epoch from learned_at) * 1000)::float8 as "learnedAt", outcome, is_error as "isError",
  latency_ms as "latencyMs", cost_usd as "costUsd", input_tokens as "inputTokens",
  output_tokens as "outputTokens", tool_calls as "toolCalls", retries, segments::text[] as segments`;

export interface CountedUpTo {
  /** All observations up to this one are committed. */
  seq: number;
  /** When that was so, in ms. */
  at: number;
}

/**
 * Counts what came since the last time into `figures`, in place: requests and units at once, values of units when
 * they enter (STATISTICS 5.1). Counts at most some thousand rows.
 * @returns whether more is waiting
 */
export async function countObservations(
  tx: Tx,
  rolloutId: string,
  setups: Setups,
  figures: RolloutFigures,
  upTo: CountedUpTo,
): Promise<boolean> {
  const rows = await tx.$queryRawUnsafe<ObservationRow[]>(
    `select ${COLUMNS} from rollout_observation
     where rollout_id = $1::uuid and seq > $2 and seq <= $3 order by seq limit ${MOST_ROWS}`,
    ...[rolloutId, BigInt(figures.seq), BigInt(upTo.seq)],
  );
  const isMore = rows.length === MOST_ROWS;
  const last = rows.at(-1);
  // Clocks step back; what has entered does not leave.
  const until = Math.max(figures.until, isMore && last ? last.learnedAt : upTo.at);
  countRequests(figures, rows);
  const tests = listTests(setups, figures);
  await countUnits(tx, rolloutId, tests, figures, rows);
  let isMoreDue = false;
  for (const kind of ["request", "outcome"] as const) {
    const ofKind = tests.filter(({ setup }) => setup.kind === kind);
    const [first] = ofKind;
    if (!first) continue;
    const isAtOnce = first.setup.timing.delayMs === 0 && first.setup.timing.windowMs === 0;
    const units = isAtOnce
      ? await loadChangedUnits(tx, rolloutId, kind, rows)
      : await loadDueUnits(tx, rolloutId, kind, until);
    if (!isAtOnce && units.length === MOST_UNITS) isMoreDue = true;
    await enter(tx, { rolloutId, kind, ofKind, units, isAtOnce });
  }
  figures.seq = Math.max(figures.seq, isMore && last ? last.seq : upTo.seq);
  if (!isMoreDue) figures.until = until;
  return isMore || isMoreDue;
}

function countRequests(figures: RolloutFigures, rows: readonly ObservationRow[]): void {
  for (const { entry, arm, percent, isFirst, happenedAt } of rows) {
    if (arm) figures.lastAt[arm] = Math.max(figures.lastAt[arm] ?? 0, happenedAt);
    if (!isFirst) continue;
    if (entry === "without_unit") figures.withoutUnit += 1;
    if (entry === "pinned") figures.pinned += 1;
    if (entry === "other_version") figures.otherVersion += 1;
    if (entry === "assigned" && arm) addedAt(figures, percent).requests[arm] += 1;
  }
}

/** New units, by the arm and the percentage of their first request; and those that are seen in the wrong arm. */
async function countUnits(
  tx: Tx,
  rolloutId: string,
  tests: readonly Test[],
  figures: RolloutFigures,
  rows: readonly ObservationRow[],
): Promise<void> {
  const firsts = new Map<string, ObservationRow>();
  const mixed = new Set<string>();
  for (const row of rows) {
    if (row.unit === null || (row.entry !== "assigned" && row.entry !== "other_arm")) continue;
    if (row.entry === "other_arm") mixed.add(row.unit);
    const first = firsts.get(row.unit);
    if (!first || row.happenedAt < first.happenedAt) firsts.set(row.unit, row);
  }
  if (firsts.size === 0) return;
  const added = await tx.$queryRaw<{ unit: string }[]>`
    insert into rollout_unit (rollout_id, unit) select ${rolloutId}::uuid, unit
    from unnest(${[...firsts.keys()]}::text[]) as unit on conflict do nothing returning unit`;
  figures.units += added.length;
  figures.mixedUnits += await tx.$executeRaw`
    update rollout_unit set is_mixed = true where rollout_id = ${rolloutId}::uuid and not is_mixed
      and unit = any(${[...mixed]}::text[])`;
  const isNew = new Set(added.map(({ unit }) => unit));
  for (const [unit, { arm, percent, entry }] of firsts) {
    if (isNew.has(unit) && entry === "assigned" && arm) addedAt(figures, percent).units[arm] += 1;
  }
  for (const kind of new Set(tests.map(({ setup }) => setup.kind))) {
    const timing = tests.find(({ setup }) => setup.kind === kind)?.setup.timing;
    if (!timing) continue;
    const due = [...isNew].map((unit) => ({
      unit,
      at: (firsts.get(unit)?.happenedAt ?? 0) + timing.windowMs + timing.delayMs,
    }));
    await tx.rolloutDueUnit.createMany({
      data: due.map(({ unit, at }) => ({ rolloutId, kind, unit, dueAt: new Date(at) })),
    });
  }
}

/** Of those that something was learned of just now, who has not entered. */
async function loadChangedUnits(
  tx: Tx,
  rolloutId: string,
  kind: GuardrailSetup["kind"],
  rows: readonly ObservationRow[],
): Promise<string[]> {
  const changed = new Set(rows.flatMap(({ unit }) => unit ?? []));
  if (changed.size === 0) return [];
  const due = await tx.$queryRaw<{ unit: string }[]>`
    select unit from rollout_due_unit
    where rollout_id = ${rolloutId}::uuid and kind = ${kind} and unit = any(${[...changed]}::text[])`;
  return due.map(({ unit }) => unit);
}

async function loadDueUnits(
  tx: Tx,
  rolloutId: string,
  kind: GuardrailSetup["kind"],
  until: number,
): Promise<string[]> {
  const due = await tx.$queryRaw<{ unit: string }[]>`
    select unit from rollout_due_unit
    where rollout_id = ${rolloutId}::uuid and kind = ${kind} and due_at <= ${new Date(until)}
    order by due_at, unit limit ${MOST_UNITS}`;
  return due.map(({ unit }) => unit);
}

type Test = ReturnType<typeof listTests>[number];

interface Entering {
  rolloutId: string;
  kind: GuardrailSetup["kind"];
  ofKind: readonly Test[];
  units: readonly string[];
  isAtOnce: boolean;
}

async function enter(
  tx: Tx,
  { rolloutId, kind, ofKind, units, isAtOnce }: Entering,
): Promise<void> {
  if (units.length === 0) return;
  const rows = await tx.$queryRawUnsafe<ObservationRow[]>(
    `select ${COLUMNS} from rollout_observation where rollout_id = $1::uuid and unit = any($2::text[])
       and entry = 'assigned' order by seq`,
    ...[rolloutId, units],
  );
  const facts = new Map<string, ObservationRow[]>(units.map((unit) => [unit, []]));
  for (const row of rows) facts.get(row.unit ?? "")?.push(row);
  const ready =
    isAtOnce && kind === "outcome" ? units.filter((unit) => hasOutcome(facts.get(unit))) : units;
  for (const { setup, counts } of ofKind) {
    const entered = ready
      .flatMap(
        (unit) => enterUnit(observationsFor(setup, facts.get(unit) ?? []), setup.timing) ?? [],
      )
      .sort((one, other) => one.entersAt - other.entersAt || (one.unit < other.unit ? -1 : 1));
    for (const unit of entered) take(counts, setup, unit);
  }
  await tx.rolloutDueUnit.deleteMany({ where: { rolloutId, kind, unit: { in: [...ready] } } });
}

/** Without a delay a unit waits for the outcome of the request that was reported first. */
function hasOutcome(facts: readonly ObservationRow[] | undefined): boolean {
  const first = facts?.[0]?.request;
  return facts?.some(({ request, outcome }) => request === first && outcome !== null) ?? false;
}

function observationsFor(setup: GuardrailSetup, rows: readonly ObservationRow[]): Observation[] {
  return rows.flatMap((row) => {
    const { arm, unit, segments } = row;
    if (!arm || !unit || (setup.segmentId && !segments.includes(setup.segmentId))) return [];
    return [
      {
        ...{ request: row.request, unit, arm, share: row.percent / 100 },
        ...{ at: row.happenedAt, learnedAt: row.learnedAt },
        ...observedValue(setup, { ...row, arm }),
      },
    ];
  });
}

function take(
  { state, unknown }: TestCounts,
  { test }: GuardrailSetup,
  { arm, value, successes, share, requests, unknown: missing }: EnteredUnit,
): void {
  unknown[arm].requests += requests;
  unknown[arm].unknown += missing;
  if (value === null) return;
  addUnit(test, state, { arm, value, share, ...(successes === undefined ? {} : { successes }) });
}
