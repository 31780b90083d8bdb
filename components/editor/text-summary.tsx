import { MarkedText } from "./marked-text";

/** A folded text in one line, with its `{{variables}}` marked. */
export function TextSummary({ text }: { text: string }) {
  const line = text.slice(0, 400).replace(/\s+/g, " ").trim();
  if (line === "") return <span className="truncate text-text-3">empty</span>;
  return (
    <span className="truncate font-mono text-12/5 text-text">
      <MarkedText text={line} />
    </span>
  );
}
