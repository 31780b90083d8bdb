"use client";
import { numberOf, optionalNumberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { CreateOnlineScorer, OnlineScorer } from "@/lib/online-scorers/contract";
import { useCreateOnlineScorer, useUpdateOnlineScorer } from "@/lib/online-scorers/hooks";

export interface OnlineScorerFormOptions {
  project: string;
  /** null: a new one. */
  scorer: OnlineScorer | null;
  /** Its id: the dry run comes next. */
  onSaved: (id: string) => void;
}

export interface DraftScorer {
  kind: string;
  config: Record<string, unknown>;
}

/** Saves a new online scorer, or a change of one. */
export function useOnlineScorerForm(options: OnlineScorerFormOptions) {
  const { project, scorer: stored, onSaved } = options;
  const create = useCreateOnlineScorer(project);
  const update = useUpdateOnlineScorer(project);
  return useZodForm({
    draftKey: `online scorer ${project} ${stored?.id ?? ""}`,
    defaultValues: {
      name: stored?.name ?? "",
      scorer: {
        kind: stored?.scorer.kind ?? "json-schema",
        config: { ...stored?.scorer.config },
      } as DraftScorer,
      prompt: stored?.prompt ?? "",
      environment: stored?.environment ?? "",
      // Written in percent.
      share: String((stored?.share ?? 0.1) * 100),
      dailyBudgetUsd: stored?.dailyBudgetUsd?.toString() ?? "",
    },
    schema: async () => (await import("@/lib/online-scorers/contract")).CreateOnlineScorer,
    toBody: ({ name, scorer, prompt, environment, share, dailyBudgetUsd }) => ({
      name,
      scorer: scorer as CreateOnlineScorer["scorer"],
      prompt: prompt || null,
      environment: environment || null,
      share: numberOf(share) / 100,
      dailyBudgetUsd: optionalNumberOf(dailyBudgetUsd),
    }),
    save: (body) =>
      stored ? update.mutateAsync({ scorer: stored.id, change: body }) : create.mutateAsync(body),
    onSaved: ({ id }) => onSaved(id),
  });
}
