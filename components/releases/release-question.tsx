import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { CreateReleaseInput } from "@/lib/releases/contract";
import type { ReleaseDraftQuery } from "@/lib/releases/draft-contract";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";

/** A release that is complete, and how the person answers. */
export interface Question {
  body: CreateReleaseInput;
  answer: (isSure: boolean) => void;
}

interface Props {
  target: ReleaseDraftQuery;
  replaces: number | null;
  question: Question | null;
  onClose: () => void;
}

/** The last look before applications get another version. */
export function ReleaseQuestion({ target, replaces, question, onClose }: Props) {
  const { prompt, version, environment } = target;
  const rollout = question?.body.rollout;
  const share = formatPercent(rollout?.stages[0]?.percent ?? 100);
  const name = <span className="font-mono text-code">{prompt}</span>;
  return (
    <ConfirmDialog
      open={question !== null}
      onOpenChange={() => {
        question?.answer(false);
        onClose();
      }}
      title={
        rollout
          ? `Start v${version} at ${share} in ${environment}?`
          : `Release v${version} to ${environment}?`
      }
      confirmLabel={rollout ? `Start at ${share}` : "Release"}
      onConfirm={() => question?.answer(true)}
    >
      {rollout ? (
        <>
          {share} of the units that ask for {name} in {environment} get v{version} instead of v
          {replaces} within two seconds.{" "}
          {(rollout.guardrails ?? []).length === 0
            ? "Nothing watches it: it is unguarded."
            : "It goes on, or back, by itself."}
        </>
      ) : (
        <>
          Every application that asks for {name} in {environment} gets v{version}
          {replaces === null ? "" : ` instead of v${replaces}`} within two seconds.
        </>
      )}{" "}
      The note and its figures are frozen with it.
    </ConfirmDialog>
  );
}
