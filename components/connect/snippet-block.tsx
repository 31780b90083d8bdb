import { CodeBlock } from "@/components/ui/text/code-block";
import { CopyButton } from "@/components/ui/text/copy-button";

interface Props {
  label: string;
  /** The name of the file; without it the code is one line, and stands in the head. */
  file?: string;
  code: string;
}

export function SnippetBlock({ label, file, code }: Props) {
  return (
    <section className="min-w-0 overflow-hidden rounded border" aria-label={label}>
      <div className="flex min-h-9 items-center gap-3 bg-subtle py-1 pr-1.5 pl-3 text-12">
        {file ? (
          <span className="font-semibold">{file}</span>
        ) : (
          <code className="min-w-0 font-mono wrap-anywhere">{code}</code>
        )}
        <CopyButton text={code} size="sm" className="ml-auto">
          Copy
        </CopyButton>
      </div>
      {file && (
        <div className="overflow-x-auto border-t">
          <CodeBlock code={code} json box="plain" label={label} />
        </div>
      )}
    </section>
  );
}
