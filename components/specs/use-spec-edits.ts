"use client";
import { useRef, useState } from "react";
import { ApiError } from "@/lib/http/api-client";
import type { Spec } from "@/lib/specs/contract";
import type { CriterionInput } from "@/lib/specs/criterion-contract";
import { useWriteSpec } from "@/lib/specs/hooks";

export type SpecLinesAndCriteria = Pick<Spec, "requirements" | "failureCases" | "criteria">;

type Changed = Partial<Omit<SpecLinesAndCriteria, "criteria">> & { criteria?: CriterionInput[] };

/** What to change about the spec as it stands when its turn comes. */
export type SpecEdit = (content: SpecLinesAndCriteria) => Changed;

/**
 * Each edit is saved as a revision of the one before it; a faster colleague is a conflict, not a loss.
 * Edits take turns, because the second of two quick ones would otherwise be refused for the first one.
 */
export function useSpecEdits(project: string, name: string, spec: Spec) {
  const write = useWriteSpec(project, name);
  const [problem, setProblem] = useState<{ isStale: boolean; message: string } | null>(null);
  const newest = useRef(spec);
  if (spec.revision > newest.current.revision) newest.current = spec;
  const lastTurn = useRef<Promise<unknown>>(Promise.resolve());

  const saveNow = async (edit: SpecEdit): Promise<void> => {
    const { requirements, failureCases, criteria, revision } = newest.current;
    const before = { requirements, failureCases, criteria };
    const content = { ...before, ...edit(before) };
    const lines = new Set([...content.requirements, ...content.failureCases]);
    try {
      newest.current = await write.mutateAsync({
        ...content,
        // A criterion does not stand for a line that is gone.
        criteria: content.criteria.map((each) => ({
          ...each,
          serves: (each.serves ?? []).filter((line) => lines.has(line)),
        })),
        expectedRevision: revision,
      });
      setProblem(null);
    } catch (error) {
      const message = error instanceof Error ? error.message : "It was not saved.";
      setProblem({
        isStale: error instanceof ApiError && error.problem.code === "stale",
        message,
      });
      throw error;
    }
  };
  /** For a form, which shows itself what was refused. */
  const saveOrThrow = (edit: SpecEdit): Promise<void> => {
    const turn = lastTurn.current.then(() => saveNow(edit));
    lastTurn.current = turn.catch(() => {});
    return turn;
  };
  const save = (edit: SpecEdit): Promise<boolean> =>
    saveOrThrow(edit).then(
      () => true,
      () => false,
    );
  return { save, saveOrThrow, busy: write.isPending, problem, forget: () => setProblem(null) };
}
