import { Fragment } from "react";

interface Props {
  text: string;
  /** The other side's answer: JSON fields that differ from it are marked. */
  other?: string;
}

/** A model's answer as plain text; an answer that is a JSON object gets one line per field. */
export function TryAnswerText({ text, other }: Props) {
  const fields = jsonFields(text);
  if (!fields) return text;
  const others = other === undefined ? null : jsonFields(other);
  return (
    <>
      {"{"}
      {fields.length === 0 && "}"}
      {fields.map(([name, value], index) => {
        const differs = others !== null && others.find(([key]) => key === name)?.[1] !== value;
        return (
          <Fragment key={name}>
            {index > 0 && "\n "}
            <span className="text-code-key">{JSON.stringify(name)}</span>
            {": "}
            {differs ? (
              <mark
                className="rounded-[2px] bg-diff-del-word text-text"
                title="differs from the draft’s answer"
              >
                {value}
              </mark>
            ) : (
              <span className={value.startsWith('"') ? "text-code-string" : undefined}>
                {value}
              </span>
            )}
            {index < fields.length - 1 ? "," : "}"}
          </Fragment>
        );
      })}
    </>
  );
}

/** Name and value, as JSON, of each field; null when the text is not one JSON object. */
export function jsonFields(text: string): [string, string][] | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return Object.entries(value).map(([name, field]) => [
      name,
      JSON.stringify(field, null, 2).replaceAll("\n", "\n "),
    ]);
  } catch {
    return null;
  }
}
