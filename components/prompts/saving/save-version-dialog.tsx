"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
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
import { promptQueries } from "@/lib/prompts/queries";
import { useStartRun } from "@/lib/runs/hooks";
import { SaveVersionConflict } from "./save-version-conflict";
import { type SaveAnswers, SaveVersionForm } from "./save-version-form";
import type { SaveShape, VersionAbout } from "./save-version-shape";

interface Props<Content, Editor> {
  project: string;
  prompt: Prompt;
  shape: SaveShape<Content>;
  draft: DraftHandle<Content, Editor>;
  onClose: () => void;
  onSaved: (saved: SavedVersion) => void;
}

/** What is going to be saved, and what it is told against. */
interface Proposal<Content> {
  content: Content;
  parent: number | null;
}

/**
 * The difference, the message and what comes after. When the prompt has a newer version than the draft
 * comes from, that is decided first; nothing of anybody is lost.
 */
export function SaveVersionDialog<Content, Editor>(props: Props<Content, Editor>) {
  const { project, shape, draft, onClose } = props;
  const { name, kind } = props.prompt;
  const router = useRouter();
  const client = useQueryClient();
  const [mine] = useState(() => draft.current());
  const [answers, setAnswers] = useState<SaveAnswers>({
    commitMessage: "",
    ticketUrl: "",
    wantsRun: false,
    evalSet: null,
  });
  const [decided, setDecided] = useState<Decision<Content> | null>(null);
  const startRun = useStartRun(project);
  const address = `/${project}/${promptPath({ name, kind })}`;

  // Read anew: somebody may have saved since the page was opened. The key stands apart, so that saving
  // here does not look like somebody else's.
  const state = useQuery({
    queryKey: ["before-saving", project, name],
    gcTime: 0,
    queryFn: async () => {
      const prompt = await client.fetchQuery({
        ...promptQueries.detail(project, name),
        staleTime: 0,
      });
      const read = (number: number | null) => (number === null ? null : shape.read(client, number));
      const [base, latest] = await Promise.all([
        read(draft.baseVersion),
        read(prompt.latestVersion),
      ]);
      return { prompt, base, latest };
    },
  });
  const data = state.data;
  const latestNumber = data?.latest?.summary.number ?? null;
  const isBehind = latestNumber !== null && latestNumber > (draft.baseVersion ?? 0);
  const isDecided = decided !== null && decided.against === latestNumber;
  const proposal: Proposal<Content> =
    isDecided && decided ? decided.proposal : { content: mine, parent: draft.baseVersion };
  const moving = useMovingReview(project, name, proposal.parent);

  async function saveVersion(
    version: Content & VersionAbout,
    given: SaveAnswers,
    evalSet: string | null,
  ): Promise<void> {
    setAnswers(given);
    const fresh = await state.refetch();
    const now = fresh.data?.latest?.summary.number ?? null;
    // Somebody was faster while this was written: decide that first, with the message kept.
    if (now !== latestNumber) return;
    if (proposal.content !== mine) draft.replace(proposal.content, proposal.parent);
    await draft.saver.flush();
    const { content, summary } = await shape.save(version);
    const { number } = summary;
    draft.load({ content, baseVersion: number, revision: 0, savedAt: null });
    props.onSaved({
      number,
      parent: proposal.parent,
      run: evalSet ? await runNumber(number, evalSet) : null,
    });
  }

  async function runNumber(version: number, evalSet: string): Promise<number | null> {
    try {
      const target = kind === "chain" ? { chain: name } : { prompt: name };
      return (await startRun.mutateAsync({ ...target, version, evalSet })).number;
    } catch (error) {
      const why = error instanceof Error ? error.message : "";
      toastError(`v${version} is saved, but its run did not start. ${why}`);
      return null;
    }
  }

  if (!data) {
    return (
      <Dialog open size="md" onOpenChange={onClose} title="Save version">
        {state.error ? (
          <ErrorState
            title="The next version could not be prepared."
            onRetry={() => void state.refetch()}
          >
            {state.error.message} Your draft is kept.
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
  if (isBehind && !isDecided && data.latest) {
    return (
      <SaveVersionConflict
        merge={shape.merge}
        base={data.base}
        mine={mine}
        theirs={data.latest}
        onClose={onClose}
        onOpenTheirs={() => {
          onClose();
          if (data.latest)
            router.push(theirPage(address, draft.baseVersion, data.latest.summary.number));
        }}
        onDecided={(content, parent) =>
          setDecided({ against: latestNumber ?? 0, proposal: { content, parent } })
        }
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

/** What was decided about a newer version than the draft comes from. */
interface Decision<Content> {
  against: number;
  proposal: Proposal<Content>;
}

function theirPage(address: string, base: number | null, theirs: number): string {
  return base === null ? address : `${address}/diff?from=${base}&to=${theirs}`;
}
