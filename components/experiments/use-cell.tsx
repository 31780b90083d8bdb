"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { AskReviewButton } from "@/components/reviews/ask-review-button";
import { versionName } from "@/components/runs/run-words";
import { Button } from "@/components/ui/controls/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toastError } from "@/components/ui/overlays/toast";
import { linkClass } from "@/components/ui/text/link";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import { bareContent } from "@/lib/prompts/bare-content";
import { useSaveDraft } from "@/lib/prompts/hooks";
import { promptQueries } from "@/lib/prompts/queries";
import { specQueries } from "@/lib/specs/queries";

const SaveCellDialog = lazy(() => import("./save-cell-dialog"));

interface Props {
  project: string;
  experiment: Experiment;
  cell: ExperimentCell;
}

/**
 * A version includes its model: a cell that says what some version says goes to a review as that version, any other
 * one becomes a draft or the next version.
 */
export function UseCell({ project, experiment, cell }: Props) {
  const { prompt } = experiment;
  const [isSaving, setIsSaving] = useState(false);
  const { data: versions } = useQuery(promptQueries.versions(project, prompt));
  if (!versions) return null;
  const name = versionName(cell.version);
  const same = versions.data.filter(({ contentHash }) => contentHash === cell.contentHash);
  const saved = same.find(({ number }) => number === cell.version) ?? same[0];
  const next = Math.max(0, ...versions.data.map(({ number }) => number)) + 1;
  return (
    <div className="grid gap-2">
      <b className="text-13 font-semibold">Use this cell</b>
      {saved ? (
        <>
          <p className="text-12 text-text-2">
            {saved.number === cell.version
              ? `This is ${name} with its own model.`
              : `v${saved.number} is ${name} with this model.`}{" "}
            <MustCriteria project={project} prompt={prompt} version={saved.number} />
          </p>
          <AskReviewButton project={project} prompt={prompt} version={saved.number} />
        </>
      ) : (
        <>
          <p className="text-12 text-text-2">
            A version includes its model, so {name} with another model becomes a new version.
          </p>
          <OpenAsDraft project={project} prompt={prompt} cell={cell} />
          <Button onClick={() => setIsSaving(true)}>Save as v{next} and ask for review…</Button>
        </>
      )}
      {isSaving && (
        <Suspense>
          <SaveCellDialog {...{ project, experiment, cell }} onClose={() => setIsSaving(false)} />
        </Suspense>
      )}
    </div>
  );
}

interface OfPrompt {
  project: string;
  prompt: string;
}

function OpenAsDraft({ project, prompt, cell }: OfPrompt & { cell: ExperimentCell }) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const { data: version } = useQuery(promptQueries.version(project, prompt, cell.version));
  const { data: draft, isPending } = useQuery({
    ...promptQueries.draft(project, prompt),
    staleTime: 0,
  });
  const save = useSaveDraft(project, prompt);
  const openAsDraft = async () => {
    if (!version) return;
    await save.mutateAsync({
      content: { ...bareContent(version), model: cell.model },
      baseVersion: version.number,
      expectedRevision: draft?.revision ?? 0,
    });
    router.push(`/${project}/prompts/${encodeURIComponent(prompt)}/edit`);
  };
  return (
    <>
      <Button
        variant="primary"
        busy={save.isPending}
        disabled={isPending || version?.number !== cell.version}
        onClick={() => {
          if (draft) setIsAsking(true);
          else openAsDraft().catch((error: Error) => toastError(error.message));
        }}
      >
        Open as draft
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title="Replace your draft?"
        confirmLabel="Replace it"
        cancelLabel="Keep my draft"
        tone="danger"
        onConfirm={openAsDraft}
      >
        You have a draft of {prompt}. It would be replaced by {versionName(cell.version)} with{" "}
        {cell.model.name}.
      </ConfirmDialog>
    </>
  );
}

/** How many of the criteria that hold up a release it meets. */
function MustCriteria({ project, prompt, version }: OfPrompt & { version: number }) {
  const { data } = useQuery(specQueries.gates(project, prompt, version));
  const must = data?.data.filter(({ level }) => level === "must") ?? [];
  if (data?.version !== version || must.length === 0) return null;
  const met = must.filter(({ verdict }) => verdict === "pass").length;
  return (
    <>
      It meets{" "}
      <Link
        className={linkClass}
        href={`/${project}/prompts/${encodeURIComponent(prompt)}/spec?version=${version}`}
      >
        {met} of {must.length} must criteria
      </Link>
      .
    </>
  );
}
