import { CodeBlock } from "@/components/ui/text/code-block";
import type { CaseResults } from "@/lib/runs/results/result-contract";

/** What the model was sent for a case, filled in. */
export function RenderedPrompt({ messages }: { messages: CaseResults["prompt"] }) {
  if (messages === null) {
    return (
      <p className="text-12 text-text-2">
        The prompt could not be filled in with the values of this case.
      </p>
    );
  }
  return (
    <details>
      <summary className="text-12 text-text-2 cursor-pointer">The prompt as it was sent</summary>
      <ol className="mt-2 grid gap-2" aria-label="Messages that were sent">
        {messages.map(({ role, content }, index) => (
          // Nothing is ever moved in what was sent.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index} className="grid gap-1">
            <span className="text-12 text-text-2">{role}</span>
            <CodeBlock
              copy
              label={`Message ${index + 1}, ${role}`}
              code={content}
              maxHeight={240}
            />
          </li>
        ))}
      </ol>
    </details>
  );
}
