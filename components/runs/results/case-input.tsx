import { CodeBlock } from "@/components/ui/text/code-block";

interface Props {
  input: Record<string, unknown>;
  /** These are some of several. */
  isPart?: boolean;
}

/** The variables of a case as people read them: one text alone as a text, others by name. */
export function CaseInput({ input, isPart = false }: Props) {
  const entries = Object.entries(input);
  const [only] = entries;
  if (!isPart && entries.length === 1 && only && typeof only[1] === "string") {
    return <p className="max-h-60 overflow-auto text-13 whitespace-pre-wrap">{only[1]}</p>;
  }
  return (
    <dl className="grid gap-2 text-13">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt className="font-mono text-12 text-text-2">{name}</dt>
          <dd>
            {typeof value === "string" ? (
              <p className="max-h-60 overflow-auto whitespace-pre-wrap">{value}</p>
            ) : (
              <CodeBlock json code={JSON.stringify(value, null, 2)} maxHeight={160} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
