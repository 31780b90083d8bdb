import { Flag } from "lucide-react";

/** Of an answer that was made from another input than the case has. */
export function OtherInputMark() {
  return (
    <span className="flex-none text-inconclusive" title="Made from another input; not compared">
      <Flag className="size-3" aria-hidden="true" />
      <span className="sr-only">other input</span>
    </span>
  );
}
