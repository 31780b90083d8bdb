"use client";
import { ArrowUpFromLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { PlanSection } from "@/components/rollouts/plan/plan-section";
import { useRunningRollout } from "@/components/rollouts/plan/running-rollout";
import { usePlanForm } from "@/components/rollouts/plan/use-plan-form";
import { Button } from "@/components/ui/controls/button";
import { toast } from "@/components/ui/overlays/toast";
import { PageHead, SubLine } from "@/components/ui/page-head";
import { CopyButton } from "@/components/ui/text/copy-button";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { ReleaseDraft, ReleaseDraftQuery } from "@/lib/releases/draft-contract";
import { useRelease } from "@/lib/releases/hooks";
import { noteMarkdown } from "@/lib/releases/note/note-markdown";
import { freezeNote } from "@/lib/releases/note/release-note";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import { MeasuredText } from "./measured-text";
import { ReleaseChecks } from "./release-checks";
import { ReleaseNotePart } from "./release-note-part";
import { ReleasePreview } from "./release-preview";
import { type Question, ReleaseQuestion } from "./release-question";
import { ReleaseTitle } from "./release-title";
import { RunLinks } from "./run-links";
import type { useNoteDraft } from "./use-note-draft";

interface Props {
  project: string;
  person: string;
  target: ReleaseDraftQuery;
  draft: ReleaseDraft;
  written: ReturnType<typeof useNoteDraft>;
  readAgain: () => void;
  /** Chooses another target. */
  children: ReactNode;
}

/** The note beside what was measured, how it goes live, and what still stands in the way. */
export function ReleaseEditor(props: Props) {
  const { project, person, target, draft, written, readAgain, children } = props;
  const router = useRouter();
  const { prompt, version, environment, review } = target;
  const { note, change, forget } = written;
  const { measured, checks, replaces, changes } = draft;
  /** What the dialog is about, and how it answers. */
  const [question, setQuestion] = useState<Question | null>(null);
  const release = useRelease(project);
  const running = useRunningRollout(project, target);
  const form = usePlanForm({
    draftName: `${project}:${prompt}:${version}:${environment}`,
    isFirst: replaces === null,
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
      return isSure ? release.mutateAsync(body, { onError: readAgain }) : null;
    },
    onSaved: ({ number, rollout }) => {
      forget();
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
  const isWritten = note.goal.trim() !== "" && note.change.trim() !== "";
  const { endsRollout } = form.values;
  // A rollout that this release takes back first stands no longer in the way.
  const reasons = checks.reasons.filter(({ path }) => !(endsRollout && path === "endsRollout"));
  const isReady = reasons.length === 0 && isWritten && (!running || endsRollout);
  useShortcuts([
    {
      keys: "mod+enter",
      label: "Release",
      group: "Page",
      enabled: isReady && question === null,
      run: form.submit,
    },
  ]);
  const frozen = freezeNote(note, measured);
  const markdown = noteMarkdown({
    ...{ prompt, version, environment, replaces, note: frozen, number: 0, reason: null },
    ...(checks.review ? { reviewNumber: checks.review.number } : {}),
    gates: checks.gates,
    approvals: checks.approvals,
    releasedAt: null,
    releasedBy: person,
  });
  const replacing = replaces === null ? "First release there" : `Replaces v${replaces}`;
  const run = <RunLinks project={project} runs={measured.runs} />;
  const isStaged = replaces !== null && form.values.template !== "at_once";
  const firstShare = `${form.values.stages[0]?.percent ?? ""} %`;
  return (
    <>
      <PageHead
        title={<ReleaseTitle target={target} />}
        sub={
          <SubLine>
            {replacing}
            {measured.against === null ? null : `measured against v${measured.against}`}
            the note is kept in this browser; Markdown works
          </SubLine>
        }
        actions={
          <>
            <CopyButton text={markdown}>Copy Markdown</CopyButton>
            <Button
              variant="primary"
              icon={<ArrowUpFromLine aria-hidden="true" />}
              kbd="mod+enter"
              busy={form.isSaving && question === null}
              disabled={!isReady}
              onClick={form.submit}
            >
              {isStaged ? `Start at ${firstShare}…` : "Release…"}
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
        <ReleasePreview
          target={target}
          note={frozen}
          sub={`${replacing}, released by ${person}`}
          markdown={markdown}
        />
      </div>
      <PlanSection project={project} target={target} form={form} stable={replaces} />
      <ReleaseQuestion
        target={target}
        replaces={replaces}
        question={question}
        onClose={() => setQuestion(null)}
      />
    </>
  );
}
