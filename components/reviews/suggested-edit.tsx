import { splitLine } from "./split-line";

interface Props {
  /** The lines that it would take the place of; unknown for a thread of another version. */
  before: readonly string[] | null;
  suggestion: string;
  /** What can be done with it, and whether it was. */
  children?: React.ReactNode;
}

/** A suggested text as a difference to the lines that it stands on. */
export function SuggestedEdit({ before, suggestion, children }: Props) {
  const after = suggestion === "" ? [] : suggestion.split("\n");
  const isOneLine = before?.length === 1 && after.length === 1;
  const words = isOneLine ? splitLine(before[0] ?? "", after[0] ?? "") : null;
  return (
    <div className="overflow-hidden rounded border">
      <div className="font-mono text-12 leading-5">
        {(before ?? []).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines stand in order
          <Line key={index} sign="−" tone="removed">
            {words ? <Marked {...words} marked={words.removed} as="del" /> : line}
          </Line>
        ))}
        {after.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines stand in order
          <Line key={index} sign="+" tone="added">
            {words ? <Marked {...words} marked={words.added} as="ins" /> : line}
          </Line>
        ))}
        {after.length === 0 && (
          <p className="px-2.5 text-text-2">{before ? "" : "without this line"}</p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2 border-t px-2.5 py-1.5 text-12 text-text-2">
        <span>Suggested edit</span>
        <span className="ml-auto flex items-center gap-2">{children}</span>
      </div>
    </div>
  );
}

interface LineProps {
  sign: string;
  tone: "added" | "removed";
  children: React.ReactNode;
}

const LINE = { added: "bg-(--diff-add)", removed: "bg-(--diff-del)" };
const WORD = { ins: "bg-(--diff-add-word)", del: "bg-(--diff-del-word)" };

function Line({ sign, tone, children }: LineProps) {
  return (
    <div className={`grid grid-cols-[14px_minmax(0,1fr)] gap-1 px-2.5 py-px ${LINE[tone]}`}>
      <span aria-hidden="true" className="select-none text-text-2">
        {sign}
      </span>
      <span className="break-words whitespace-pre-wrap">{children}</span>
    </div>
  );
}

function Marked({
  start,
  marked,
  end,
  as: As,
}: {
  start: string;
  marked: string;
  end: string;
  as: "ins" | "del";
}) {
  return (
    <>
      {start}
      {marked && <As className={`no-underline ${WORD[As]}`}>{marked}</As>}
      {end}
    </>
  );
}
