import { CopyButton } from "@/components/ui/text/copy-button";
import { colourCode } from "./colour-code";

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
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard as well
        <pre className="overflow-x-auto border-t px-3 py-2.5 font-mono text-12/5" tabIndex={0}>
          {colourCode(code)}
        </pre>
      )}
    </section>
  );
}
