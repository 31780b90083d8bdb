"use client";
import { roleClass } from "@/components/ui/text/message-class";
import type { MessageDiff, PromptDiff } from "@/lib/prompts/diff/diff-contract";
import { schemaLines } from "./version-diff-details";
import { VersionDiffLines } from "./version-diff-lines";
import {
  MessageChangeText,
  MessageCounts,
  messageLines,
  messageSides,
  type TokenCounts,
} from "./version-diff-message";
import { type DiffContent, type DiffPart, diffParts } from "./version-diff-parts";
import { LineCounts } from "./version-diff-section";
import { ValueChangeLine } from "./version-diff-values";

interface VersionDiffCompactProps {
  diff: PromptDiff;
  from: DiffContent;
  to: DiffContent;
  tokens?: TokenCounts;
}

/** Only what differs, in one column, for a dialog. */
export function VersionDiffCompact({ diff, from, to, tokens }: VersionDiffCompactProps) {
  const parts = diffParts(diff);
  const same = parts.filter((part) => !part.differs).length;
  const values = [
    ...diff.model.map((row) => ({ ...row, path: row.path === "name" ? "model" : row.path })),
    ...diff.settings,
  ];
  const tools = diff.tools.filter((tool) => tool.change !== "same");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 text-12 text-text-2">
      {parts.map((part) => {
        const message = part.index === undefined ? undefined : diff.messages[part.index];
        if (!message || !part.differs) return null;
        const sides = messageSides(message, { from, to, tokens });
        return <MessageSection key={part.id} part={part} message={message} sides={sides} />;
      })}
      <ValueRows title="Settings" rows={values} />
      {tools.map((tool) =>
        tool.change === "changed" ? (
          <ValueRows key={tool.name} title={tool.name} rows={tool.rows} strip={/^parameters\./} />
        ) : (
          <p key={tool.name} className="m-0">
            <b className="font-semibold text-text">{tool.name}</b> {tool.change}
          </p>
        ),
      )}
      {diff.outputSchema.hunks.length > 0 && (
        <SchemaSection change={diff.outputSchema} from={from} to={to} />
      )}
      <ValueRows title="Retrieval" rows={diff.retrieval} />
      {same > 0 && (
        <p className="m-0 text-text-3">
          {same === parts.length
            ? "Nothing differs."
            : `${same} other ${same === 1 ? "part" : "parts"} unchanged`}
        </p>
      )}
    </div>
  );
}

interface MessageSectionProps {
  part: DiffPart;
  message: MessageDiff;
  sides: ReturnType<typeof messageSides>;
}

function MessageSection({ part, message, sides }: MessageSectionProps) {
  const lines = { from: messageLines(sides.from), to: messageLines(sides.to) };
  return (
    <section aria-label={`message ${part.label}`}>
      <header className="mb-1.5 flex items-center gap-2">
        <span className={roleClass}>{part.label}</span>
        <MessageChangeText message={message} />
        <span className="ml-auto tabular-nums">
          <MessageCounts message={message} lines={lines.to.length} tokens={sides.tokens} />
        </span>
      </header>
      {message.hunks && (
        <div className="overflow-hidden rounded border">
          <VersionDiffLines part={`c-${part.id}`} {...lines} hunks={message.hunks} view="inline" />
        </div>
      )}
    </section>
  );
}

interface SchemaSectionProps {
  change: PromptDiff["outputSchema"];
  from: DiffContent;
  to: DiffContent;
}

function SchemaSection({ change, from, to }: SchemaSectionProps) {
  return (
    <section aria-label="Output schema">
      <header className="mb-1.5 flex items-center gap-2">
        <b className="font-semibold text-text">Output schema</b> {change.change}
        <span className="ml-auto tabular-nums">
          <LineCounts added={change.added} removed={change.removed} />
        </span>
      </header>
      <div className="overflow-hidden rounded border">
        <VersionDiffLines
          part="c-schema"
          from={schemaLines(from.outputSchema)}
          to={schemaLines(to.outputSchema)}
          hunks={change.hunks}
          view="inline"
        />
      </div>
    </section>
  );
}

interface ValueRowsProps {
  title: string;
  rows: PromptDiff["settings"];
  strip?: RegExp;
}

function ValueRows({ title, rows, strip }: ValueRowsProps) {
  if (rows.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <b className="font-semibold text-text">{title}</b>
      {rows.map((row) => (
        <ValueChangeLine key={row.path} row={row} strip={strip} />
      ))}
    </div>
  );
}
