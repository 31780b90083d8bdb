import { markedClass } from "@/components/trace-reviews/review-class";
import { cn } from "@/components/ui/cn";
import { CodeBlock, prettyJson } from "@/components/ui/text/code-block";
import { codeClass } from "@/components/ui/text/code-class";
import { messageHeadClass, roleClass } from "@/components/ui/text/message-class";
import { formatMs } from "@/lib/format-number";
import type { JsonValue } from "@/lib/scorers/json-value";
import { markText } from "./mark-text";
import type { ShownPart } from "./shown-parts";

/** Content of traces is hostile text: it is shown as text, never as markup. */
export function ShownPartList({
  parts,
  marks,
  userNote,
}: {
  parts: readonly ShownPart[];
  marks: readonly string[];
  userNote: string;
}) {
  if (parts.length === 0) {
    return (
      <p className="text-text-3">
        This trace holds no content: input and output were not captured.
      </p>
    );
  }
  return parts.map((part) => {
    if (part.kind === "tool") return <ToolPart key={part.key} part={part} />;
    if (part.kind === "documents") return <DocumentsPart key={part.key} part={part} />;
    const isJson = /^\s*[[{]/.test(part.text);
    const note = part.role === "user" ? userNote : part.note;
    return (
      <section
        key={part.key}
        className="overflow-hidden rounded border"
        aria-label={`Message, ${part.role}`}
      >
        <div className={messageHeadClass({ size: "sm" })}>
          <span className={roleClass}>{part.role}</span>
          {note && <span>{note}</span>}
        </div>
        {isJson ? (
          <CodeBlock box="plain" json code={prettyJson(part.text)} />
        ) : (
          <div className={cn(codeClass, "px-3 py-2")}>
            {markText(part.text, marks).map(({ text, isMarked }, index) =>
              isMarked ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text in their order
                <mark key={index} className={markedClass}>
                  {text}
                </mark>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text in their order
                <span key={index}>{text}</span>
              ),
            )}
          </div>
        )}
      </section>
    );
  });
}

function ToolPart({ part }: { part: Extract<ShownPart, { kind: "tool" }> }) {
  const result = part.error ?? part.result;
  return (
    <section className="overflow-hidden rounded border" aria-label={`Tool, ${part.name}`}>
      <div className={messageHeadClass({ size: "sm" })}>
        <span className={roleClass}>tool</span>
        <span className="min-w-0 truncate">
          <code>{part.name}</code> {part.args === null ? "" : oneLine(part.args)}
          {part.error && ", failed"}
        </span>
        <span className="tabular-nums ml-auto">{formatMs(part.latencyMs)}</span>
      </div>
      {result === null ? (
        <p className="text-12 text-text-3 px-3 py-2">It returned nothing.</p>
      ) : (
        <CodeBlock
          box="plain"
          json={typeof result !== "string"}
          code={typeof result === "string" ? result : JSON.stringify(result, null, 1)}
          maxHeight={220}
        />
      )}
    </section>
  );
}

function DocumentsPart({ part }: { part: Extract<ShownPart, { kind: "documents" }> }) {
  return (
    <section className="overflow-hidden rounded border" aria-label={`Retrieved by ${part.name}`}>
      <div className={messageHeadClass({ size: "sm" })}>
        <span className={roleClass}>retrieval</span>
        <span>
          <code>{part.name}</code>, {part.documents.length} documents
        </span>
      </div>
      <ol>
        {part.documents.map(({ title, content }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the documents of a step never change
          <li key={index} className="border-b px-3 py-1.5 last:border-b-0">
            <details>
              <summary className="cursor-pointer text-12">
                <span className="tabular-nums text-text-3">{index + 1}</span> {title}
              </summary>
              <p className="mt-1 max-h-40 overflow-auto text-12 whitespace-pre-wrap wrap-anywhere">
                {content}
              </p>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

function oneLine(value: JsonValue): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
