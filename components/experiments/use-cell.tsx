"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { AskReviewButton } from "@/components/reviews/ask-review-button";
import { versionName } from "@/components/runs/run-words";
import { Button } from "@/components/ui/controls/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toastError } from "@/components/ui/overlays/toast";
import type { ExperimentCell } from "@/lib/experiments/contract";
import { sameModel } from "@/lib/experiments/same-model";
import { bareContent } from "@/lib/prompts/bare-content";
import { useSaveDraft } from "@/lib/prompts/hooks";
import { promptQueries } from "@/lib/prompts/queries";

interface Props {
  project: string;
  prompt: string;
  cell: ExperimentCell;
}

/**
 * A version includes its model: a cell with the version's own model is that version and goes to a review, any
 * other one becomes a draft of it.
 */
export function UseCell({ project, prompt, cell }: Props) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const { data: version } = useQuery(promptQueries.version(project, prompt, cell.version));
  const { data: draft, isPending } = useQuery({
    ...promptQueries.draft(project, prompt),
    staleTime: 0,
  });
  const save = useSaveDraft(project, prompt);
  if (!version || version.number !== cell.version) return null;
  const openAsDraft = async () => {
    await save.mutateAsync({
      content: { ...bareContent(version), model: cell.model },
      baseVersion: version.number,
      expectedRevision: draft?.revision ?? 0,
    });
    router.push(`/${project}/prompts/${encodeURIComponent(prompt)}/edit`);
  };
  const name = versionName(cell.version);
  const isOwnModel = sameModel(version.model, cell.model);
  return (
    <div className="grid gap-2">
      <b className="text-13 font-semibold">Use this cell</b>
      <p className="text-12 text-text-2">
        {isOwnModel
          ? `This is ${name} with its own model.`
          : `A version includes its model, so ${name} with another model becomes a new version.`}
      </p>
      {isOwnModel ? (
        <AskReviewButton project={project} prompt={prompt} version={cell.version} />
      ) : (
        <Button
          variant="primary"
          busy={save.isPending}
          disabled={isPending}
          onClick={() => {
            if (draft) setIsAsking(true);
            else openAsDraft().catch((error: Error) => toastError(error.message));
          }}
        >
          Open as draft
        </Button>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title="Replace your draft?"
        confirmLabel="Replace it"
        cancelLabel="Keep my draft"
        tone="danger"
        onConfirm={openAsDraft}
      >
        You have a draft of {prompt}. It would be replaced by {name} with {cell.model.name}.
      </ConfirmDialog>
    </div>
  );
}
