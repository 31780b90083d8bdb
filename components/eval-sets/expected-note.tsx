import { Notice } from "@/components/ui/notice";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { needsExpected } from "@/lib/scorers/needs-expected";
import { scorerName } from "@/lib/scorers/scorer-name";

/** Says while a case is written that the set's scorers will have nothing to compare its answer with. */
export function ExpectedNote({ scorers }: { scorers: EvalSetDetail["scorers"] }) {
  const names = scorers.filter(needsExpected).map(scorerName);
  if (names.length === 0) return null;
  return (
    <Notice tone="warn" title="Runs cannot score this case.">
      {names.join(", ")} {names.length === 1 ? "compares" : "compare"} with the expected value, and
      this case has none.
    </Notice>
  );
}
