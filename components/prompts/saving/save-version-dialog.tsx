"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { SavedVersion } from "@/components/prompts/drafts/editor-after-saving";
import type { DraftHandle } from "@/components/prompts/drafts/editor-draft";
import { useMovingReview } from "@/components/reviews/use-moving-review";
import { ErrorState } from "@/components/ui/error-state";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toastError } from "@/components/ui/overlays/toast";
import { Skeleton } from "@/components/ui/skeleton";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { useStartRun } from "@/lib/runs/hooks";
import { SaveVersionConflict } from "./save-version-conflict";
import { SaveVersionForm } from "./save-version-form";
import type { SaveAnswers, SaveShape, VersionAbout } from "./save-version-shape";
import { useSaveProposal } from "./use-save-proposal";

interface Props<Content, Editor> {
  project: string;
  prompt: Prompt;
  shape: SaveShape<Content>;
  draft: DraftHandle<Content, Editor>;
  onClose: () => void;
  onSaved: (saved: SavedVersion) => void;
}

/**
 * The difference, the message and what comes after. When the prompt has a newer version than the draft
 * comes from, that is decided first; nothing of anybody is lost.
 */
export function SaveVersionDialog<Content, Editor>(props: Props<Content, Editor>) {
  const { project, shape, draft, onClose } = props;
  const { name, kind } = props.prompt;
  const router = useRouter();
  const [answers, setAnswers] = useState<SaveAnswers>({
    commitMessage: "",
    ticketUrl: "",
    wantsRun: false,
    evalSet: null,
  });
  const { state, mine, latestNumber, isUndecided, isDecided, proposal, decide, isOvertaken } =
    useSaveProposal(props);
  const startRun = useStartRunOf(project, { name, kind });
  const moving = useMovingReview(project, name, proposal.parent);
  const { data } = state;

  async function saveVersion(
    version: Content & VersionAbout,
    nextAnswers: SaveAnswers,
    evalSet: string | null,
  ): Promise<void> {
    setAnswers(nextAnswers);
    if (await isOvertaken()) return;
    if (proposal.content !== mine) draft.replace(proposal.content, proposal.parent);
    await draft.saver.flush();
    const { content, summary } = await shape.save(version);
    const { number } = summary;
    draft.load({ content, baseVersion: number, revision: 0, savedAt: null });
    props.onSaved({
      number,
      parent: proposal.parent,
      run: evalSet ? await startRun(number, evalSet) : null,
    });
  }

  if (!data) {
    return <Preparing error={state.error} onRetry={() => void state.refetch()} onClose={onClose} />;
  }
  if (isUndecided && data.latest) {
    const theirs = data.latest;
    return (
      <SaveVersionConflict
        merge={shape.merge}
        base={data.base}
        mine={mine}
        theirs={theirs}
        onClose={onClose}
        onOpenTheirs={() => {
          const address = `/${project}/${promptPath({ name, kind })}`;
          onClose();
          router.push(theirPage(address, draft.baseVersion, theirs.summary.number));
        }}
        onDecided={decide}
      />
    );
  }
  const parent =
    [data.base, data.latest].find((each) => each?.summary.number === proposal.parent) ?? null;
  return (
    <SaveVersionForm
      project={project}
      name={name}
      shape={shape}
      number={(latestNumber ?? 0) + 1}
      content={proposal.content}
      parent={parent && { number: parent.summary.number, content: parent.content }}
      lastEvalSet={data.prompt.lastEval?.evalSet ?? null}
      answers={answers}
      note={
        isDecided && proposal.content === mine
          ? `v${latestNumber} stays as it is; its changes are not in this one.`
          : undefined
      }
      moves={moving}
      onClose={onClose}
      onSave={saveVersion}
    />
  );
}

interface PreparingProps {
  error: Error | null;
  onRetry: () => void;
  onClose: () => void;
}

function Preparing({ error, onRetry, onClose }: PreparingProps) {
  return (
    <Dialog open size="md" onOpenChange={onClose} title="Save version">
      {error ? (
        <ErrorState title="The next version could not be prepared." error={error} onRetry={onRetry}>
          Your draft is kept.
        </ErrorState>
      ) : (
        <div className="grid min-h-72 content-start gap-2">
          <Skeleton width="60%" />
          <Skeleton width="90%" />
          <Skeleton width="75%" />
        </div>
      )}
    </Dialog>
  );
}

/** Starts a run of what was just saved; its number, or null when it did not start. */
function useStartRunOf(project: string, { name, kind }: Pick<Prompt, "name" | "kind">) {
  const startRun = useStartRun(project);
  return async (version: number, evalSet: string): Promise<number | null> => {
    try {
      const target = kind === "chain" ? { chain: name } : { prompt: name };
      return (await startRun.mutateAsync({ ...target, version, evalSet })).number;
    } catch (error) {
      const why = error instanceof Error ? error.message : "";
      toastError(`v${version} is saved, but its run did not start. ${why}`);
      return null;
    }
  };
}

function theirPage(address: string, base: number | null, theirs: number): string {
  return base === null ? address : `${address}/diff?from=${base}&to=${theirs}`;
}
