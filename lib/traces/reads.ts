import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { notFound } from "@/lib/http/app-error";
import type { Trace, TraceCount, TraceDetail, TraceStanding, TraceStep } from "./contract";
import type { TraceFilters, TraceListQuery } from "./filter-contract";
import { loadStanding } from "./store/load-standing";
import { loadStep, loadStoredTrace, loadTraceRow } from "./store/load-stored-trace";
import { countTraces as count, loadTraces } from "./store/load-traces";

const need = { scope: "traces:read" } as const;

export async function listTraces(
  actor: Actor,
  { limit, cursor, sort, content, ...filters }: TraceListQuery,
): Promise<{ data: Trace[]; nextCursor: string | null }> {
  authorize(actor, need);
  return loadTraces(actor.projectId, filters, { limit, cursor, sort, content });
}

export async function countTraces(actor: Actor, filters: TraceFilters): Promise<TraceCount> {
  authorize(actor, need);
  return count(actor.projectId, filters);
}

export async function getTrace(
  actor: Actor,
  id: string,
  { steps = "whole" }: { steps?: "whole" | "outline" } = {},
): Promise<TraceDetail> {
  authorize(actor, need);
  const withHoldout = visibleCases(actor).hasHoldout;
  const trace = await loadStoredTrace(actor.projectId, id, { steps, withHoldout });
  if (!trace) throw notFound(`The trace ${id}`);
  return trace;
}

export async function getTraceStep(actor: Actor, id: string, stepId: string): Promise<TraceStep> {
  authorize(actor, need);
  const step = await loadStep(actor.projectId, id, stepId);
  if (!step) throw notFound(`The step ${stepId} of the trace ${id}`);
  return step;
}

export async function getTraceStanding(actor: Actor, id: string): Promise<TraceStanding> {
  authorize(actor, need);
  const trace = await loadTraceRow(actor.projectId, id);
  if (!trace) throw notFound(`The trace ${id}`);
  return loadStanding(actor.projectId, trace);
}
