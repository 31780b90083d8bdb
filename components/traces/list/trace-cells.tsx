"use client";
import { shortId, traceHref } from "@/components/traces/trace-words";
import { Link } from "@/components/ui/controls/link";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatMs, formatUsd } from "@/lib/format-number";
import type { Trace } from "@/lib/traces/contract";

interface IdLinkProps {
  project: string;
  id: string;
  isMarked: boolean;
}

export function IdLink({ project, id, isMarked }: IdLinkProps) {
  return (
    <Link
      href={traceHref(project, id)}
      className="underline-offset-3 hover:underline font-mono text-12"
      title={id}
    >
      {shortId(id)}
      {isMarked && <span className="sr-only"> (marked to compare)</span>}
    </Link>
  );
}

export function Preview({ text, other }: { text: string; other?: string }) {
  if (!text)
    return other ? (
      <span className="text-text-2 block truncate">{other}</span>
    ) : (
      <span className="text-text-3 text-12">no content</span>
    );
  return (
    <span className="block truncate" title={text}>
      {text}
    </span>
  );
}

/** Of an answer in JSON its first word, which is what most are about; the whole beginning is in the title. */
export function Answer({ trace: { outputPreview: text, error } }: { trace: Trace }) {
  if (error && !text)
    return (
      <span className="text-12 truncate block text-fail" title={error}>
        {error}
      </span>
    );
  if (!text) return <span className="text-text-3 text-12">no content</span>;
  const first = text.match(/^\s*\{\s*"[^"]{1,60}"\s*:\s*"([^"\\]{1,60})"/)?.[1];
  return (
    <span className="font-mono text-12 block truncate" title={text}>
      {first ?? text}
    </span>
  );
}

export function Served({
  trace: { prompt, version, arm },
  isOfOnePrompt,
}: {
  trace: Trace;
  isOfOnePrompt: boolean;
}) {
  if (!prompt) return <span className="text-text-3">not reported</span>;
  return (
    <span
      className="flex min-w-0 items-center gap-1"
      title={[prompt, arm].filter(Boolean).join(", ")}
    >
      {!isOfOnePrompt && (
        <span className="font-mono text-code min-w-0 truncate">
          {prompt.split("/").at(-1) ?? prompt}
        </span>
      )}
      {version !== null && <VersionTag>v{version}</VersionTag>}
      {arm === "candidate" && (
        <span className="text-accent" title="candidate">
          ◆<span className="sr-only"> candidate</span>
        </span>
      )}
    </span>
  );
}

export function Latency({ trace: { latencyMs, retries } }: { trace: Trace }) {
  return (
    <span title={retries > 0 ? `${retries} ${retries === 1 ? "retry" : "retries"}` : undefined}>
      {formatMs(latencyMs)}
      {retries > 0 && <span className="text-inconclusive">*</span>}
      {retries > 0 && <span className="sr-only"> with retries</span>}
    </span>
  );
}

export function Cost({ trace: { costUsd } }: { trace: Trace }) {
  return costUsd === null ? (
    <span className="text-text-3 text-12">unknown</span>
  ) : (
    formatUsd(costUsd)
  );
}

export function Category({ trace: { review } }: { trace: Trace }) {
  return (
    <span className="block truncate">
      {review ? (
        (review.category ?? review.verdict)
      ) : (
        <span className="text-text-3">not reviewed</span>
      )}
    </span>
  );
}
