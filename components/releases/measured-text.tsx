import { Lock } from "lucide-react";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import type { MeasuredSentence } from "@/lib/releases/note/note-contract";
import { figureClass, measuredClass } from "./measured-class";

/** Measured sentences; their figures are locked, whatever the author writes beside them. */
export function MeasuredText({
  sentences,
  nothing,
}: {
  sentences: MeasuredSentence[];
  nothing: string;
}) {
  if (sentences.length === 0) return <p className="text-12 text-text-2">{nothing}</p>;
  return (
    <div className={measuredClass}>
      {sentences.map(({ parts, tone }) => {
        const text = parts.map((part) => part.text).join("");
        return (
          <p key={text}>
            {(tone === "plain" ? parts : withoutVerdict(parts)).map(
              ({ text: part, isFigure }, index) =>
                isFigure ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: parts stand in a fixed order
                  <span key={index} className={figureClass} title="Measured; cannot be edited">
                    <Lock aria-hidden="true" />
                    {part}
                  </span>
                ) : (
                  part
                ),
            )}{" "}
            {tone === "inconclusive" && <VerdictPill verdict="inconclusive" inText />}
            {tone === "worse" && <VerdictPill verdict="fail" inText />}
          </p>
        );
      })}
    </div>
  );
}

/** The pill says it; in a file the sentence does. */
function withoutVerdict(parts: MeasuredSentence["parts"]): MeasuredSentence["parts"] {
  return parts.map((part, index) =>
    index === parts.length - 1 && !part.isFigure
      ? { ...part, text: part.text.replace(/: (?:inconclusive|worse)\.$/, "") }
      : part,
  );
}
