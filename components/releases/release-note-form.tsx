"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowUpFromLine, Lock } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Segmented } from "@/components/ui/controls/segmented";
import { ErrorState } from "@/components/ui/error-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { PageHead, SubLine } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { CopyButton } from "@/components/ui/text/copy-button";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { ApiError } from "@/lib/http/api-client";
import type { ReleaseDraftQuery } from "@/lib/releases/contract";
import { useRelease } from "@/lib/releases/hooks";
import { noteMarkdown } from "@/lib/releases/note/note-markdown";
import { freezeNote } from "@/lib/releases/note/release-note";
import { releaseQueries } from "@/lib/releases/queries";
import { MeasuredText } from "./measured-text";
import { NoteText } from "./note-text";
import { ReleaseChecks } from "./release-checks";
import { ReleaseNotePart } from "./release-note-part";
import { RunLinks } from "./run-links";
import { useNoteDraft } from "./use-note-draft";

interface Props {
  project: string;
  person: string;
  target: ReleaseDraftQuery;
  /** Chooses another target. */
  children: ReactNode;
}

/** The note beside what was measured, its preview, and what still stands in the way. */
export function ReleaseNoteForm({ project, person, target, children }: Props) {
  const router = useRouter();
  const { prompt, version, environment, review } = target;
  const [isAsking, setIsAsking] = useState(false);
  const [view, setView] = useState<"rendered" | "markdown">("rendered");
  const { data: draft, error, refetch } = useQuery(releaseQueries.draft(project, target));
  const { note, isRead, change, forget } = useNoteDraft(`${project}:${prompt}:${version}`);
  const release = useRelease(project);
  const isWritten = note.goal.trim() !== "" && note.change.trim() !== "";
  const isReady = Boolean(draft?.checks.isAllowed) && isWritten;
  useShortcuts([
    {
      keys: "mod+enter",
      label: "Release",
      group: "Page",
      enabled: isReady && !isAsking,
      run: () => setIsAsking(true),
    },
  ]);
  const head = (
    <span className="flex flex-wrap items-center gap-2">
      Release <span className="font-mono">{prompt}</span>{" "}
      <span className="font-mono">v{version}</span> to {environment}
    </span>
  );
  if (!draft || !isRead) {
    return (
      <>
        <PageHead title={head} />
        {children}
        {error ? (
          <ErrorState
            title="This version cannot be released."
            requestId={error instanceof ApiError ? error.problem.requestId : null}
            onRetry={() => refetch()}
          >
            {error.message}
          </ErrorState>
        ) : (
          <Skeleton />
        )}
      </>
    );
  }
  const { measured, checks, replaces, changes } = draft;
  const frozen = freezeNote(note, measured);
  const named = {
    ...{ prompt, version, environment, replaces, note: frozen, number: 0, reason: null },
    ...(checks.review ? { reviewNumber: checks.review.number } : {}),
    gates: checks.gates,
    approvals: checks.approvals,
    releasedAt: null,
    releasedBy: person,
  };
  const replacing = replaces === null ? "First release there" : `Replaces v${replaces}`;
  const run = <RunLinks project={project} runs={measured.runs} />;
  return (
    <>
      <PageHead
        title={head}
        sub={
          <SubLine>
            {replacing}
            {measured.against === null ? null : `measured against v${measured.against}`}
            the note is kept in this browser; Markdown works
          </SubLine>
        }
        actions={
          <>
            <CopyButton text={noteMarkdown(named)}>Copy Markdown</CopyButton>
            <Button
              variant="primary"
              icon={<ArrowUpFromLine aria-hidden="true" />}
              kbd="mod+enter"
              disabled={!isReady}
              onClick={() => setIsAsking(true)}
            >
              Release…
            </Button>
          </>
        }
      />
      {children}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_388px]">
        <div>
          <ReleaseChecks {...{ project, prompt, version, environment, checks, isWritten }} />
          <ReleaseNotePart
            title="Goal"
            hint="What gets better and for whom"
            name="goal"
            {...{ note, change }}
          />
          <ReleaseNotePart
            title="Change"
            hint="What you did"
            name="change"
            {...{ note, change }}
            suggestion={changes.map(({ version: v, message }) => `- v${v}: ${message}`).join("\n")}
          />
          <ReleaseNotePart
            title="Eval result"
            hint={measured.runs.length > 0 && <>From {run}</>}
            name="evalResult"
            placeholder="Add to the eval result"
            {...{ note, change }}
          >
            <MeasuredText
              sentences={measured.evalResult}
              nothing="Nothing was measured for this version. Run an eval to have figures here."
            />
          </ReleaseNotePart>
          <ReleaseNotePart
            title="Trade-off"
            name="tradeOff"
            placeholder="Add to the trade-off"
            {...{ note, change }}
          >
            <MeasuredText sentences={measured.tradeOff} nothing="Nothing was measured." />
          </ReleaseNotePart>
          <ReleaseNotePart
            title="Risks"
            hint="What could go wrong"
            name="risks"
            {...{ note, change }}
          />
        </div>
        <Section
          className="lg:sticky lg:top-15"
          title="Preview"
          actions={
            <Segmented
              label="Preview as"
              value={view}
              onValueChange={setView}
              options={[
                { value: "rendered", label: "Rendered" },
                { value: "markdown", label: "Markdown" },
              ]}
            />
          }
          footer={
            <>
              <Lock className="size-3.5" aria-hidden="true" /> Figures refresh until you release,
              then stay as they are.
            </>
          }
        >
          {view === "rendered" ? (
            <NoteText
              title={`${prompt} v${version} → ${environment}`}
              sub={`${replacing}, released by ${person}`}
              note={frozen}
            />
          ) : (
            <pre className="whitespace-pre-wrap text-12">{noteMarkdown(named)}</pre>
          )}
        </Section>
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Release v${version} to ${environment}?`}
        confirmLabel="Release"
        onConfirm={async () => {
          const { evalResult, tradeOff, risks, goal, change: did } = note;
          const made = await release.mutateAsync(
            {
              ...{ prompt, version, environment, ...(review ? { review } : {}) },
              note: { goal, change: did, evalResult, tradeOff, risks },
            },
            // Somebody was faster: what stands in the way now shows behind the dialog.
            { onError: () => void refetch() },
          );
          forget();
          toast(`${prompt} v${version} is live in ${environment}.`);
          router.push(`/${project}/releases/${made.number}`);
        }}
      >
        Every application that asks for <span className="font-mono text-code">{prompt}</span> in{" "}
        {environment} gets v{version}
        {replaces === null ? "" : ` instead of v${replaces}`} within two seconds. The note and its
        figures are frozen with it.
      </ConfirmDialog>
    </>
  );
}
