"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { usePlanForm } from "@/components/rollouts/plan/use-plan-form";
import { toast } from "@/components/ui/overlays/toast";
import type { ReleaseDraft, ReleaseDraftQuery } from "@/lib/releases/draft-contract";
import { useRelease } from "@/lib/releases/hooks";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import type { Question } from "./release-question";
import type { useNoteDraft } from "./use-note-draft";

export interface ReleaseFormOptions {
  project: string;
  target: ReleaseDraftQuery;
  draft: ReleaseDraft;
  written: ReturnType<typeof useNoteDraft>;
  readAgain: () => void;
}

/** Releases with the note and the plan, once a person has said yes to what happens then. */
export function useReleaseForm(options: ReleaseFormOptions) {
  const { project, target, draft, written } = options;
  const { prompt, version, environment, review } = target;
  const { note } = written;
  const router = useRouter();
  const release = useRelease(project);
  /** What the dialog is about, and how it answers. */
  const [question, setQuestion] = useState<Question | null>(null);
  const form = usePlanForm({
    draftName: `${project}:${prompt}:${version}:${environment}`,
    isFirst: draft.replaces === null,
    release: () => {
      const { evalResult, tradeOff, risks, goal, change: did } = note;
      return {
        ...{ prompt, version, environment, ...(review ? { review } : {}) },
        note: { goal, change: did, evalResult, tradeOff, risks },
      };
    },
    save: async (body) => {
      const isSure = await new Promise<boolean>((answer) => setQuestion({ body, answer }));
      // Somebody was faster: what stands in the way now shows on the page.
      return isSure ? release.mutateAsync(body, { onError: options.readAgain }) : null;
    },
    onSaved: ({ number, rollout }) => {
      written.forget();
      toast(
        rollout
          ? `${prompt} v${version} is live for ${formatPercent(rollout.percent)} in ${environment}.`
          : `${prompt} v${version} is live in ${environment}.`,
      );
      router.push(
        rollout ? `/${project}/rollouts/${rollout.number}` : `/${project}/releases/${number}`,
      );
    },
  });
  return { form, question, closeQuestion: () => setQuestion(null) };
}
