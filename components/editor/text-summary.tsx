/** A folded text in one line, with its `{{variables}}` marked. */
export function TextSummary({ text }: { text: string }) {
  const line = text.slice(0, 400).replace(/\s+/g, " ").trim();
  if (line === "") return <span className="truncate text-text-3">empty</span>;
  let at = 0;
  return (
    <span className="code truncate whitespace-nowrap!">
      {line.split(/(\{\{[^{}]*\}\})/).map((piece) => {
        const key = at;
        at += piece.length;
        return piece.startsWith("{{") ? (
          <span key={key} className="var">
            {piece}
          </span>
        ) : (
          piece
        );
      })}
    </span>
  );
}
