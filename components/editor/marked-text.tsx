import { variableClass } from "@/components/ui/text/code-class";
/** A prompt's text with its `{{variables}}` marked. */
export function MarkedText({ text }: { text: string }) {
  let at = 0;
  return text.split(/(\{\{[^{}]*\}\})/).map((piece) => {
    const key = at;
    at += piece.length;
    return piece.startsWith("{{") ? (
      <span key={key} className={variableClass}>
        {piece}
      </span>
    ) : (
      piece
    );
  });
}
