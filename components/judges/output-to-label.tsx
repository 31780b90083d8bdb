import type { LabelItem } from "@/lib/judges/label-contract";

/** What was asked, the output, and what was expected. Text only: an output is not trusted. */
export function OutputToLabel({ item }: { item: LabelItem }) {
  return (
    <>
      {Object.entries(item.input).map(([name, value]) => (
        <Block key={name} title={name} text={textOf(value)} />
      ))}
      <Block title="Output to label" text={item.output} isMain />
      {item.expected !== null && (
        <details className="rounded-lg border bg-surface px-4 py-2 text-13">
          <summary className="cursor-pointer text-text-2">Expected answer</summary>
          <p className="mt-2 break-words whitespace-pre-wrap">{textOf(item.expected)}</p>
        </details>
      )}
    </>
  );
}

function Block({ title, text, isMain = false }: { title: string; text: string; isMain?: boolean }) {
  return (
    <section
      className={
        isMain
          ? "min-w-0 rounded-lg border border-border-strong bg-surface"
          : "min-w-0 rounded-lg border bg-surface"
      }
      aria-label={title}
    >
      <h3 className="border-b bg-subtle px-4 py-2 text-12 font-medium">{title}</h3>
      <p className="px-4 py-3 text-13 break-words whitespace-pre-wrap">{text}</p>
    </section>
  );
}

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value, null, 2);
