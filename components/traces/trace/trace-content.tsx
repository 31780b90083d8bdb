import { Section } from "@/components/ui/section";
import { CodeBlock } from "@/components/ui/text/code-block";
import type { TraceDetail } from "@/lib/traces/contract";
import { MessageList } from "./message-list";
import { NoContent } from "./no-content";
import { shownMessages, shownText } from "./shown-messages";

/** What a request asked and got, for a trace that came without steps. */
export function TraceContent({ trace }: { trace: TraceDetail }) {
  const isEmpty = trace.input === null && trace.output === null;
  return (
    <Section title="Request" flush>
      {isEmpty ? (
        <NoContent />
      ) : (
        <>
          <Content value={trace.input} speaker="user" label="Input" />
          <Content value={trace.output} speaker="assistant" label="Output" />
        </>
      )}
    </Section>
  );
}

interface ContentProps {
  value: TraceDetail["input"];
  speaker: "user" | "assistant";
  label: string;
}

function Content({ value, speaker, label }: ContentProps) {
  if (value === null) return null;
  const messages = shownMessages(value, speaker);
  if (messages) return <MessageList messages={messages} />;
  return (
    <div className="grid gap-1 border-b px-4 py-3 last:border-b-0">
      <span className="text-12 text-text-2">{label}</span>
      <CodeBlock json copy label={label} code={shownText(value)} maxHeight={360} />
    </div>
  );
}
