"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useMovingReview } from "@/components/reviews/use-moving-review";
import { ErrorState } from "@/components/ui/error-state";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toastError } from "@/components/ui/overlays/toast";
import { Skeleton } from "@/components/ui/skeleton";
import { bareContent } from "@/lib/prompts/bare-content";
import type { VersionedKind } from "@/lib/prompts/contract";
import { useSaveVersion } from "@/lib/prompts/hooks";
import { promptQueries } from "@/lib/prompts/queries";
import type { CreateVersion, VersionContent } from "@/lib/prompts/version-contract";
import { useStartRun } from "@/lib/runs/hooks";
import type { SavedVersion } from "./editor-after-saving";
import type { DraftHandle } from "./editor-draft";
import { SaveVersionConflict } from "./save-version-conflict";
import { type SaveAnswers, SaveVersionForm } from "./save-version-form";

interface Props {
  project: string;
  name: string;
  kind: VersionedKind;
  draft: DraftHandle;
  /** Variables that nothing provides: worth saying, no reason to refuse. */
  unknown: readonly string[];
  onClose: () => void;
  onSaved: (saved: SavedVersion) => void;
}

/** What is going to be saved, and what it is told against. */
interface Proposal {
  content: VersionContent;
  parent: number | null;
}

/**
 * The difference, the message and what comes after. When the prompt has a newer version than the draft
 * comes from, that is decided first; nothing of anybody is lost.
 */
export default function SaveVersionDialog(props: Props) {
  const { project, name, draft, onClose } = props;
  const router = useRouter();
  const client = useQueryClient();
  const [mine] = useState(() => draft.current());
  const [answers, setAnswers] = useState<SaveAnswers>({
    commitMessage: "",
    ticketUrl: "",
    wantsRun: false,
    evalSet: null,
  });
  const [decided, setDecided] = useState<{ against: number; proposal: Proposal } | null>(null);
  const save = useSaveVersion(project, name);
  const startRun = useStartRun(project);
  const address = `/${project}/prompts/${encodeURIComponent(name)}`;

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
      const read = (number: number | null) =>
        number === null ? null : client.fetchQuery(promptQueries.version(project, name, number));
      const [base, latest] = await Promise.all([
        read(draft.baseVersion),
        read(prompt.latestVersion),
      ]);
      return { prompt, base, latest };
    },
  });
  const data = state.data;
  const latestNumber = data?.latest?.number ?? null;
  const isBehind = latestNumber !== null && latestNumber > (draft.baseVersion ?? 0);
  const isDecided = decided !== null && decided.against === latestNumber;
  const proposal: Proposal =
    isDecided && decided ? decided.proposal : { content: mine, parent: draft.baseVersion };
  const moving = useMovingReview(project, name, proposal.parent);

  async function saveVersion(
    version: CreateVersion,
    given: SaveAnswers,
    evalSet: string | null,
  ): Promise<void> {
    setAnswers(given);
    const fresh = await state.refetch();
    const now = fresh.data?.latest?.number ?? null;
    // Somebody was faster while this was written: decide that first, with the message kept.
    if (now !== latestNumber) return;
    if (proposal.content !== mine) draft.replace(proposal.content, proposal.parent);
    await draft.saver.flush();
    const saved = await save.mutateAsync(version);
    draft.load({
      content: bareContent(saved),
      baseVersion: saved.number,
      revision: 0,
      savedAt: null,
    });
    props.onSaved({
      number: saved.number,
      parent: proposal.parent,
      run: evalSet ? await runNumber(saved.number, evalSet) : null,
    });
  }

  async function runNumber(version: number, evalSet: string): Promise<number | null> {
    try {
      return (await startRun.mutateAsync({ prompt: name, version, evalSet })).number;
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
        project={project}
        name={name}
        base={data.base}
        mine={mine}
        theirs={data.latest}
        onClose={onClose}
        onOpenTheirs={() => {
          onClose();
          if (data.latest) router.push(theirPage(address, draft.baseVersion, data.latest.number));
        }}
        onDecided={(content, parent) =>
          setDecided({ against: data.latest?.number ?? 0, proposal: { content, parent } })
        }
      />
    );
  }
  const parent = [data.base, data.latest].find((each) => each?.number === proposal.parent) ?? null;
  return (
    <SaveVersionForm
      project={project}
      name={name}
      kind={props.kind}
      number={(latestNumber ?? 0) + 1}
      content={proposal.content}
      parent={parent && { number: parent.number, ...bareContent(parent) }}
      lastEvalSet={data.prompt.lastEval?.evalSet ?? null}
      unknown={props.unknown}
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

function theirPage(address: string, base: number | null, theirs: number): string {
  return base === null ? address : `${address}/diff?from=${base}&to=${theirs}`;
}
