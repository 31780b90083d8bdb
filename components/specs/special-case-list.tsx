import type { ReactNode } from "react";
import type { SpecialCases } from "@/lib/specs/special-cases/special-case-contract";

type Sentence = SpecialCases["sentences"][number];

const MOST_LISTED = 6;

interface Props {
  sentences: readonly Sentence[];
  /** Where it stands: a link, or words. */
  placeOf: (sentence: Sentence) => ReactNode;
}

/** The sentences that made the hint, each with the words that did. */
export function SpecialCaseList({ sentences, placeOf }: Props) {
  return (
    <ul className="mt-1 grid gap-1">
      {sentences.slice(0, MOST_LISTED).map((sentence) => (
        <li key={`${sentence.message} ${sentence.line} ${sentence.text}`} className="text-12/4.5">
          <span className="text-text-2">{placeOf(sentence)}: </span>
          <Marked text={sentence.text} part={sentence.trigger} />
          {sentence.caseId && (
            <span className="text-text-2">
              {" "}
              (only case <span className="font-mono">{sentence.caseId}</span> has it)
            </span>
          )}
        </li>
      ))}
      {sentences.length > MOST_LISTED && (
        <li className="text-12 text-text-2">and {sentences.length - MOST_LISTED} more</li>
      )}
    </ul>
  );
}

function Marked({ text, part }: { text: string; part: string }) {
  const at = text.indexOf(part);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <b>{part}</b>
      {text.slice(at + part.length)}
    </>
  );
}
