"use client";
import { ArrowUpFromLine } from "lucide-react";
import type { ReactNode } from "react";
import { PlanSection } from "@/components/rollouts/plan/plan-section";
import { useRunningRollout } from "@/components/rollouts/plan/running-rollout";
import { Button } from "@/components/ui/controls/button";
import { PageHead, SubLine } from "@/components/ui/page-head";
import { CopyButton } from "@/components/ui/text/copy-button";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { ReleaseNote } from "@/lib/releases/note/note-contract";
import { noteMarkdown } from "@/lib/releases/note/note-markdown";
import { freezeNote } from "@/lib/releases/note/release-note";
import { ReleaseChecks } from "./release-checks";
import { ReleaseNoteParts } from "./release-note-parts";
import { ReleasePreview } from "./release-preview";
import { ReleaseQuestion } from "./release-question";
import { ReleaseTitle } from "./release-title";
import { type ReleaseFormOptions, useReleaseForm } from "./use-release-form";

interface Props extends ReleaseFormOptions {
  person: string;
  /** Chooses another target. */
  children: ReactNode;
}

/** The note beside what was measured, how it goes live, and what still stands in the way. */
export function ReleaseEditor(props: Props) {
  const { project, person, target, draft, written, children } = props;
  const { prompt, version, environment } = target;
  const { note } = written;
  const { measured, checks, replaces } = draft;
  const running = useRunningRollout(project, target);
  const { form, question, closeQuestion } = useReleaseForm(props);
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
  const markdown = markdownOf(props, frozen);
  const replacing = replaces === null ? "First release there" : `Replaces v${replaces}`;
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
          <ReleaseNoteParts project={project} draft={draft} written={written} />
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
        onClose={closeQuestion}
      />
    </>
  );
}

/** As it would read if it were released now. */
function markdownOf({ target, draft, person }: Props, note: ReleaseNote): string {
  const { prompt, version, environment } = target;
  const { checks, replaces } = draft;
  return noteMarkdown({
    ...{ prompt, version, environment, replaces, note, number: 0, reason: null },
    ...(checks.review ? { reviewNumber: checks.review.number } : {}),
    gates: checks.gates,
    approvals: checks.approvals,
    releasedAt: null,
    releasedBy: person,
  });
}
