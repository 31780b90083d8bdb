import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { formatCountOf } from "@/lib/format-number";

interface Props {
  unsealing: NonNullable<EvalSetDetail["unsealing"]>;
  className?: string;
}

/** The holdout of a set was opened: nothing measures it without being tuned for. */
export function UnsealedNotice({ unsealing, className }: Props) {
  const { by, at, cases, revision, reason } = unsealing;
  return (
    <Notice
      className={className}
      tone="warn"
      title={
        <>
          {by} unsealed the holdout <RelativeTime value={at} />.
        </>
      }
    >
      “{reason}” Its {formatCountOf(cases, "case")} have been development cases since revision{" "}
      {revision} and cannot be sealed again. Seal cases that nobody has seen to measure without
      tuning for them.
    </Notice>
  );
}
