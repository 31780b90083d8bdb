"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSettled } from "@/components/ui/use-settled";
import type { ChainCheck } from "@/lib/chains/contract";
import { chainQueries } from "@/lib/chains/queries";
import { ApiError } from "@/lib/http/api-client";
import { type EditorChain, toChain } from "./editor-chain";

export interface ChainProblem {
  path: string;
  message: string;
  /** An expression that would be right. */
  fix?: string | undefined;
}

export interface CheckedChain {
  problems: readonly ChainProblem[];
  /** Those at a step, by its id. */
  byStep: ReadonlyMap<string, readonly ChainProblem[]>;
  /** What is known of each step's output, by its key. */
  outputs: ReadonlyMap<string, ChainCheck["outputs"][number]["schema"]>;
  prompts: ReadonlyMap<string, ChainCheck["prompts"][number]>;
}

/** What is wrong with the draft, a moment after typing. */
export function useChainCheck(project: string, editor: EditorChain): CheckedChain {
  const checked = useSettled(editor);
  const content = useMemo(() => toChain(checked), [checked]);
  const whole = useQuery({
    ...chainQueries.check(project, content),
    enabled: content.steps.length > 0,
    placeholderData: (before) => before,
    retry: false,
  });
  // A step that is not filled in is refused as a whole; those before it are looked at without it.
  const refusals = useMemo(() => problemsOf(whole.error), [whole.error]);
  const broken = Math.min(
    ...refusals.map(({ path }) => stepIndexOf(path) ?? Number.POSITIVE_INFINITY),
  );
  const before = Number.isFinite(broken) ? content.steps.slice(0, broken) : [];
  const part = useQuery({
    ...chainQueries.check(project, {
      steps: before,
      ...(content.inputs ? { inputs: content.inputs } : {}),
    }),
    enabled: before.length > 0,
    placeholderData: (last) => last,
  });
  const data = whole.error ? (before.length > 0 ? part.data : undefined) : whole.data;
  return useMemo(() => {
    const problems: ChainProblem[] = [...refusals, ...(data?.problems ?? [])];
    const byStep = new Map(
      checked.steps.map(({ id }, index) => [
        id,
        problems.filter(({ path }) => stepIndexOf(path) === index),
      ]),
    );
    return {
      problems,
      byStep,
      outputs: new Map(data?.outputs.map(({ key, schema }) => [key, schema])),
      prompts: new Map(data?.prompts.map((prompt) => [prompt.key, prompt])),
    };
  }, [refusals, data, checked]);
}

export function stepIndexOf(path: string): number | null {
  const [, index] = /^steps\.(\d+)(?:\.|$)/.exec(path) ?? [];
  return index === undefined ? null : Number(index);
}

function problemsOf(error: Error | null): ChainProblem[] {
  if (!(error instanceof ApiError)) return [];
  const { errors, detail } = error.problem;
  if (error.problem.status !== 422 && error.problem.status !== 400) return [];
  return errors && errors.length > 0 ? errors : [{ path: "", message: detail }];
}
