"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { versionName } from "@/components/runs/run-words";
import { Button } from "@/components/ui/controls/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toastError } from "@/components/ui/overlays/toast";
import { useSaveChainDraft } from "@/lib/chains/hooks";
import { chainQueries } from "@/lib/chains/queries";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import { bareContent } from "@/lib/prompts/bare-content";
import { useSaveDraft } from "@/lib/prompts/hooks";
import { promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import { cellName } from "../experiment-words";
import { useCellSteps } from "./use-cell-steps";

interface Props {
  project: string;
  experiment: Experiment;
  cell: ExperimentCell;
}

/** A version with the cell's model becomes the draft. */
export function OpenPromptCell({ project, experiment: { prompt }, cell }: Props) {
  const { version: number, model } = cell;
  const { data: version } = useQuery(promptQueries.version(project, prompt, number));
  const draft = useQuery({ ...promptQueries.draft(project, prompt), staleTime: 0 });
  const save = useSaveDraft(project, prompt);
  const isReady = !draft.isPending && version?.number === number && model !== null;
  return (
    <OpenAsDraft
      {...{ project, prompt, isReady }}
      kind="chat"
      what={`${versionName(number)} with ${model?.name}`}
      hasDraft={Boolean(draft.data)}
      save={async () => {
        if (!version || !model) return;
        await save.mutateAsync({
          content: { ...bareContent(version), model },
          baseVersion: number,
          expectedRevision: draft.data?.revision ?? 0,
        });
      }}
    />
  );
}

/** A chain with the steps of the cell's options becomes the draft. */
export function OpenChainCell({ project, experiment, cell }: Props) {
  const { prompt } = experiment;
  const content = useCellSteps(project, experiment, cell)?.content;
  const draft = useQuery({ ...chainQueries.draft(project, prompt), staleTime: 0 });
  const save = useSaveChainDraft(project, prompt);
  return (
    <OpenAsDraft
      {...{ project, prompt }}
      kind="chain"
      isReady={!draft.isPending && content !== undefined}
      what={`${versionName(cell.version)} with ${cellName(cell)}`}
      hasDraft={Boolean(draft.data)}
      save={async () => {
        if (!content) return;
        await save.mutateAsync({
          content,
          baseVersion: cell.version,
          expectedRevision: draft.data?.revision ?? 0,
        });
      }}
    />
  );
}

interface OpenProps {
  project: string;
  prompt: string;
  kind: "chat" | "chain";
  /** What the draft would be. */
  what: string;
  hasDraft: boolean;
  isReady: boolean;
  save: () => Promise<void>;
}

/** Opens the editor with the cell as the draft; one that is there is replaced only when somebody says so. */
function OpenAsDraft({ project, prompt, kind, what, hasDraft, isReady, save }: OpenProps) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    try {
      await save();
      router.push(`/${project}/${promptPath({ name: prompt, kind })}/edit`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        variant="primary"
        busy={isBusy}
        disabled={!isReady}
        onClick={() => {
          if (hasDraft) setAsking(true);
          else open().catch((error: Error) => toastError(error.message));
        }}
      >
        Open as draft
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Replace your draft?"
        confirmLabel="Replace it"
        cancelLabel="Keep my draft"
        tone="danger"
        onConfirm={open}
      >
        You have a draft of {prompt}. It would be replaced by {what}.
      </ConfirmDialog>
    </>
  );
}
