"use client";
import { useState } from "react";
import { ApiError } from "@/lib/http/api-client";
import type { CriterionInput, Spec } from "@/lib/specs/contract";
import { useWriteSpec } from "@/lib/specs/hooks";

type Content = Pick<Spec, "requirements" | "failureCases" | "criteria">;

/** Each edit is saved as a revision of the one that was read; a faster colleague is a conflict, not a loss. */
export function useSpecEdits(project: string, name: string, spec: Spec) {
  const write = useWriteSpec(project, name);
  const [problem, setProblem] = useState<{ isStale: boolean; message: string } | null>(null);
  const save = async (
    next: Partial<Omit<Content, "criteria">> & { criteria?: CriterionInput[] },
  ): Promise<boolean> => {
    const { requirements, failureCases, criteria, revision } = spec;
    const content = { requirements, failureCases, criteria, ...next };
    const lines = new Set([...content.requirements, ...content.failureCases]);
    try {
      await write.mutateAsync({
        ...content,
        // A criterion does not stand for a line that is gone.
        criteria: content.criteria.map((each) => ({
          ...each,
          serves: (each.serves ?? []).filter((line) => lines.has(line)),
        })),
        expectedRevision: revision,
      });
      setProblem(null);
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : "It was not saved.";
      setProblem({
        isStale: error instanceof ApiError && error.problem.code === "stale",
        message,
      });
      return false;
    }
  };
  return { save, busy: write.isPending, problem, forget: () => setProblem(null) };
}
