"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/text/code-block";
import { messageHeadClass, roleClass } from "@/components/ui/text/message-class";
import { formatCountOf, formatTokens } from "@/lib/format-number";
import { promptQueries } from "@/lib/prompts/queries";
import type { TraceDetail, TraceStep } from "@/lib/traces/contract";
import { DocumentList } from "./document-list";
import { MessageList } from "./message-list";
import { NoContent } from "./no-content";
import { shownDocuments, shownMessages, shownText } from "./shown-messages";

interface Props {
  project: string;
  trace: TraceDetail;
  step: TraceStep;
}

/** What went in and what came out, as its kind is read: messages, a call, documents, or plain JSON. */
export function StepContent({ project, trace, step }: Props) {
  const { prompt, version } = trace;
  const isCall = step.kind === "llm";
  const { data: served } = useQuery({
    ...promptQueries.version(project, prompt ?? "", version ?? 0),
    enabled: isCall && prompt !== null && version !== null,
    retry: false,
  });
  if (step.input === null && step.output === null && !step.error) return <NoContent />;
  if (isCall) {
    const sent = shownMessages(step.input, "user");
    const came = shownMessages(step.output, "assistant");
    return (
      <>
        {sent ? (
          <MessageList
            messages={sent}
            {...(served ? { template: served.messages, versionLabel: `v${served.number}` } : {})}
            note={tokenNote(step.inputTokens, step.cachedInputTokens, "in")}
          />
        ) : (
          <Value label="Input" value={step.input} />
        )}
        {came ? (
          <MessageList
            messages={came}
            note={[tokenNote(step.outputTokens, null, "out"), step.finishReason]
              .filter(Boolean)
              .join(", ")}
          />
        ) : (
          <Value label="Output" value={step.output} />
        )}
      </>
    );
  }
  const documents = step.kind === "retrieval" ? shownDocuments(step.output) : null;
  const labels = step.kind === "tool" ? ["Arguments", "Result"] : ["Input", "Output"];
  return (
    <>
      <Value label={documents ? "Query" : (labels[0] ?? "Input")} value={step.input} />
      {documents ? (
        <Part label={formatCountOf(documents.length, "document")}>
          <DocumentList documents={documents} />
        </Part>
      ) : (
        <Value label={labels[1] ?? "Output"} value={step.output} />
      )}
    </>
  );
}

function tokenNote(tokens: number | null, cached: number | null, way: "in" | "out"): string | null {
  if (tokens === null) return null;
  const share = cached ? `, ${formatTokens(cached)} cached` : "";
  return `${formatTokens(tokens)} tokens${way === "in" ? " in all" : ""}${share}`;
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="border-b last:border-b-0" aria-label={label}>
      <h3 className={messageHeadClass({ size: "sm" })}>
        <span className={roleClass}>{label}</span>
      </h3>
      {children}
    </section>
  );
}

function Value({ label, value }: { label: string; value: TraceStep["input"] }) {
  return (
    <Part label={label}>
      <div className="px-3 py-2">
        {value === null ? (
          <span className="text-text-3 text-13">nothing reported</span>
        ) : value === "" ? (
          <span className="text-text-3 text-13">an empty text</span>
        ) : (
          <CodeBlock json copy label={label} code={shownText(value)} maxHeight={360} />
        )}
      </div>
    </Part>
  );
}
