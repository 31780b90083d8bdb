"use client";
import { useQuery } from "@tanstack/react-query";
import { verdictClass } from "@/components/trace-reviews/review-class";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { ApiError } from "@/lib/http/api-client";
import type { ReviewSheet } from "@/lib/trace-reviews/contract";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";
import type { TraceDetail } from "@/lib/traces/contract";
import { AlikeNote } from "./alike-note";
import { CasePart } from "./case-part";
import { CategoryKeys } from "./category-keys";
import { ExpectedFields } from "./expected-fields";
import type { ReviewDraft } from "./review-draft";
import { VERDICTS } from "./trace-review-words";
import { useReviewDraft } from "./use-review-draft";
import { VerdictKeys } from "./verdict-keys";

interface Props {
  project: string;
  trace: TraceDetail;
  sheet: ReviewSheet;
  mayWrite: boolean;
  canSeeHoldout: boolean;
  onSaved: () => void;
  onGroup: (traceIds: string[], terms: string[]) => void;
}

/** The person's side: verdict, category, the right answer, a case. One hand on the keyboard. */
export function VerdictPanel(props: Props) {
  const { project, trace, sheet, mayWrite, canSeeHoldout, onGroup } = props;
  const { draft, change, save, isSaving, problem } = useReviewDraft(props);
  const previewed = useQuery({
    ...traceReviewQueries.casePreview(project, trace.id, draft.evalSet ?? undefined),
    enabled: mayWrite,
    staleTime: 60_000,
  });
  const preview = previewed.data;
  const choices = preview?.expectedChoices ?? [];
  // A quick hand saves before the preview is there: the case waits for it.
  const submit = async () => {
    const variables =
      preview ??
      (draft.makesCase ? (await previewed.refetch({ cancelRefetch: false })).data : undefined);
    await save(variables?.expectedChoices ?? [], variables);
  };
  const setVerdict = (verdict: ReviewDraft["verdict"]) =>
    change({ verdict, ...(verdict === "failure" ? {} : { categoryId: null }) });
  const setCategory = (categoryId: string | null) =>
    change({ categoryId, ...(categoryId === null ? {} : { verdict: "failure" as const }) });

  useVerdictKeys({
    mayWrite,
    onVerdict: setVerdict,
    onCase: () => {
      if (!preview?.madeCase && !previewed.error) change({ makesCase: !draft.makesCase });
    },
    onSave: () => void submit(),
  });

  return (
    <aside className={verdictClass} aria-label="Your verdict">
      <VerdictKeys verdict={draft.verdict} disabled={!mayWrite} onVerdict={setVerdict} />
      {sheet.review && (
        <p className="text-12 text-text-2">
          {sheet.review.reviewedBy} said {sheet.review.verdict},{" "}
          <RelativeTime value={sheet.review.reviewedAt} />. A new verdict takes its place.
        </p>
      )}
      <CategoryKeys
        project={project}
        selected={draft.categoryId}
        disabled={!mayWrite}
        onSelect={setCategory}
      />
      <ExpectedFields
        choices={mayWrite && previewed.isPending ? undefined : choices}
        expected={draft.expected}
        note={draft.note}
        outcome={draft.outcome}
        toldOutcome={trace.outcome}
        disabled={!mayWrite}
        onExpected={(expected) => change({ expected })}
        onNote={(note) => change({ note })}
        onOutcome={(outcome) => change({ outcome })}
      />
      {mayWrite && (
        <CasePart
          project={project}
          draft={draft}
          preview={preview}
          problem={previewed.error instanceof ApiError ? previewed.error.message : null}
          disabled={!mayWrite}
          canSeeHoldout={canSeeHoldout}
          onChange={change}
        />
      )}
      {problem && <FormError>{problem}</FormError>}
      {mayWrite ? (
        <Button variant="primary" kbd="enter" busy={isSaving} onClick={() => void submit()}>
          Save and next
        </Button>
      ) : (
        <p className="text-12 text-text-2">Verdicts are given by editors, reviewers and admins.</p>
      )}
      <AlikeNote project={project} traceId={trace.id} onOpen={onGroup} />
    </aside>
  );
}

interface VerdictKeysOptions {
  mayWrite: boolean;
  onVerdict: (verdict: ReviewDraft["verdict"]) => void;
  onCase: () => void;
  onSave: () => void;
}

function useVerdictKeys({ mayWrite, onVerdict, onCase, onSave }: VerdictKeysOptions) {
  useShortcuts(
    mayWrite
      ? [
          ...VERDICTS.map(({ verdict, keys, label }) => ({
            keys,
            label,
            group: "Verdict",
            run: () => onVerdict(verdict),
          })),
          {
            keys: "t",
            label: "Turn into a case",
            group: "Verdict",
            run: onCase,
          },
          { keys: "enter", label: "Save and next", group: "Verdict", run: onSave },
          { keys: "mod+enter", label: "Save and next", group: "Verdict", run: onSave },
        ]
      : [],
  );
}
