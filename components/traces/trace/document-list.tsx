import { formatNumber } from "@/lib/format-number";
import type { RetrievedDocument } from "@/lib/traces/span";

/** What a retrieval brought, best first as it came. */
export function DocumentList({ documents }: { documents: readonly RetrievedDocument[] }) {
  return (
    <ol className="grid">
      {documents.map((document, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the documents of a step never change
          key={index}
          className="grid gap-1 border-b px-4 py-2.5 last:border-b-0"
        >
          <div className="flex items-baseline gap-2 text-12">
            <span className="tabular-nums text-text-2">{index + 1}</span>
            <b className="min-w-0 truncate">{document.title ?? document.id ?? "untitled"}</b>
            {document.title && document.id && (
              <span className="font-mono text-code text-text-3 truncate">{document.id}</span>
            )}
            <span className="tabular-nums ml-auto flex-none text-text-2">
              {document.score === undefined
                ? "no score"
                : `score ${formatNumber(document.score, 3)}`}
            </span>
          </div>
          <section
            className="max-h-36 overflow-auto text-13 whitespace-pre-wrap wrap-anywhere"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard
            tabIndex={0}
            aria-label={`Text of document ${index + 1}`}
          >
            {document.content}
          </section>
          {document.metadata && Object.keys(document.metadata).length > 0 && (
            <p className="font-mono text-12 text-text-3 wrap-anywhere">
              {JSON.stringify(document.metadata)}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
