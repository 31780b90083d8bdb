import { Notice } from "@/components/ui/notice";
import type { Result } from "@/lib/runs/results/result-contract";
import { CaseInput } from "./case-input";

/** What the output was made from, where the case has something else: scorers looked at the case. */
export function OtherInput({ result: { otherInput, case: each } }: { result: Result }) {
  if (!otherInput) return null;
  return (
    <Notice tone="warn" title="The output was made from another input.">
      The scorers saw the input of the case. This result counts in the pass rate and is in no
      comparison.
      <div className="mt-1.5 border-l pl-2">
        <CaseInput input={otherInput} isPart={Object.keys(each.input).length > 1} />
      </div>
    </Notice>
  );
}
