"use client";
import { useMemo } from "react";
import type { PromptDiff } from "@/lib/prompts/diff/diff-contract";
import { VersionDiffLines } from "./version-diff-lines";
import {
  type DiffContent,
  type DiffPart,
  isPartOpen,
  type LineTarget,
  type PartFold,
} from "./version-diff-parts";
import type { LineSlots } from "./version-diff-rows";
import { LineCounts, VersionDiffSection } from "./version-diff-section";
import { sameValues, VersionDiffValues } from "./version-diff-values";

interface DetailsProps extends LineSlots {
  part: DiffPart;
  diff: PromptDiff;
  from: DiffContent;
  to: DiffContent;
  fromLabel: string;
  toLabel: string;
  view: "split" | "inline";
  target: LineTarget | null;
  fold: PartFold;
}

/** Settings, tools, schema and retrieval: values as rows, the schema as lines. */
export function VersionDiffDetails(props: DetailsProps) {
  const { part, target, threads, fold } = props;
  const isNamed = target !== null || threads?.some((one) => one.part === part.id);
  const open = isPartOpen(fold, { differs: part.differs, isNamed: Boolean(isNamed) });
  const content = {
    settings: () => <SettingsRows {...props} />,
    tools: () => <ToolRows {...props} />,
    schema: () => <SchemaLines {...props} />,
    retrieval: () => <RetrievalRows {...props} />,
    message: () => null,
  }[part.kind];
  return (
    <VersionDiffSection
      id={part.id}
      name={part.label}
      title={<b className="flex-none font-semibold text-text">{part.label}</b>}
      end={<DetailsEnd {...props} />}
      open={open}
      fold={fold}
      isStop={part.differs && part.kind !== "schema"}
    >
      {open && content()}
    </VersionDiffSection>
  );
}

function DetailsEnd({ part, diff, from, to }: DetailsProps) {
  const count = (object: object | undefined) => Object.keys(object ?? {});
  if (part.kind === "schema" && part.differs)
    return <LineCounts added={part.added} removed={part.removed} />;
  if (!part.differs)
    return <span className="text-text-3">{isAbsent(part, from, to) ? "none" : "same"}</span>;
  const total = {
    settings: new Set([...count(settingsOf(from)), ...count(settingsOf(to))]).size,
    tools: diff.tools.length,
    retrieval: new Set([...count(from.retrieval), ...count(to.retrieval)]).size,
    schema: 0,
    message: 0,
  }[part.kind];
  return (
    <span className="text-text-3">
      {part.note} of {total} {part.note === "1" ? "differs" : "differ"}
    </span>
  );
}

function isAbsent({ kind }: DiffPart, from: DiffContent, to: DiffContent): boolean {
  if (kind === "tools") return !from.tools?.length && !to.tools?.length;
  if (kind === "retrieval") return !from.retrieval && !to.retrieval;
  return kind === "schema" && !from.outputSchema && !to.outputSchema;
}

function settingsOf({ model, settings, config = {} }: DiffContent) {
  const configEntries = Object.entries(config).map(([name, value]) => [`config.${name}`, value]);
  return {
    ...{ provider: model?.provider, model: model?.name, ...settings },
    ...Object.fromEntries(configEntries),
  };
}

function SettingsRows({ diff, to, fromLabel, toLabel }: DetailsProps) {
  const model = diff.model.map((row) => ({
    ...row,
    path: row.path === "name" ? "model" : row.path,
  }));
  const rows = [...model, ...diff.settings];
  return (
    <VersionDiffValues
      title="Setting"
      rows={rows}
      same={sameValues(settingsOf(to), rows)}
      fromLabel={fromLabel}
      toLabel={toLabel}
    />
  );
}

function ToolRows({ diff, fromLabel, toLabel }: DetailsProps) {
  if (diff.tools.length === 0) return <Nothing>Neither version has tools.</Nothing>;
  const same = diff.tools.filter((tool) => tool.change === "same").map((tool) => tool.name);
  return (
    <>
      {diff.tools
        .filter((tool) => tool.change !== "same")
        .map((tool) => (
          <VersionDiffValues
            key={tool.name}
            title={tool.change === "changed" ? tool.name : `${tool.name}, ${tool.change}`}
            rows={tool.rows}
            fromLabel={fromLabel}
            toLabel={toLabel}
            strip={/^parameters\./}
          />
        ))}
      {same.length > 0 && <Nothing>{same.join(", ")}: the same.</Nothing>}
    </>
  );
}

function SchemaLines(props: DetailsProps) {
  const { part, diff, from, to, view, target, threadSlot, threads, onComment } = props;
  const lines = useMemo(
    () => ({ from: schemaLines(from.outputSchema), to: schemaLines(to.outputSchema) }),
    [from.outputSchema, to.outputSchema],
  );
  if (diff.outputSchema.change === "absent")
    return <Nothing>Neither version has an output schema.</Nothing>;
  const { hunks } = diff.outputSchema;
  const slots = { threadSlot, threads, onComment };
  return (
    <VersionDiffLines
      part={part.id}
      {...lines}
      hunks={hunks}
      view={view}
      target={target}
      {...slots}
    />
  );
}

/** Indented JSON, as `diffVersions` compares it. */
export function schemaLines(schema: unknown): string[] {
  return schema === undefined ? [] : JSON.stringify(schema, null, 2).split("\n");
}

function RetrievalRows({ diff, from, to, fromLabel, toLabel }: DetailsProps) {
  if (!from.retrieval && !to.retrieval)
    return <Nothing>Neither version has retrieval settings.</Nothing>;
  return (
    <VersionDiffValues
      title="Setting"
      rows={diff.retrieval}
      same={sameValues(to.retrieval, diff.retrieval)}
      fromLabel={fromLabel}
      toLabel={toLabel}
    />
  );
}

function Nothing({ children }: { children: React.ReactNode }) {
  return <p className="m-0 px-3 py-2 text-12 text-text-3">{children}</p>;
}
