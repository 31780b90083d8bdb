import { Notice } from "@/components/ui/notice";
import { CaseInput } from "./case-input";

/** What the output was made from, where the case has something else: scorers looked at the case. */
export function OtherInput({ otherInput }: { otherInput: Record<string, unknown> }) {
  return (
    <Notice tone="warn" title="The output was made from another input.">
      The scorers saw the input of the case. This result counts in the pass rate and is in no
      comparison.
      <div className="mt-1.5 border-l pl-2">
        <CaseInput input={otherInput} />
      </div>
    </Notice>
  );
}
