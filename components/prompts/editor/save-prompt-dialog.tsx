"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SavedVersion } from "@/components/prompts/drafts/editor-after-saving";
import { SaveVersionDialog } from "@/components/prompts/saving/save-version-dialog";
import { placeName } from "@/components/prompts/saving/save-version-place";
import type {
  DifferenceProps,
  SavedContent,
  SaveShape,
} from "@/components/prompts/saving/save-version-shape";
import { VersionDiffCompact } from "@/components/prompts/versions/version-diff-compact";
import { Notice } from "@/components/ui/notice";
import { checkContent } from "@/lib/prompts/check-content";
import type { Prompt } from "@/lib/prompts/contract";
import { diffVersions } from "@/lib/prompts/diff/diff-versions";
import { useSaveVersion } from "@/lib/prompts/hooks";
import { mergeDrafts } from "@/lib/prompts/merge-drafts";
import { promptQueries } from "@/lib/prompts/queries";
import type { Version, VersionContent } from "@/lib/prompts/version-contract";
import { contentPart } from "./editor-content";
import type { PromptDraft } from "./prompt-draft";

interface Props {
  project: string;
  prompt: Prompt;
  draft: PromptDraft;
  /** Variables that nothing provides: worth saying, no reason to refuse. */
  unknown: readonly string[];
  onClose: () => void;
  onSaved: (saved: SavedVersion) => void;
}

export default function SavePromptDialog({ unknown, ...props }: Props) {
  const { name, kind } = props.prompt;
  const save = useSaveVersion(props.project, name);
  const shape: SaveShape<VersionContent> = {
    read: async (client, number) =>
      takeApart(await client.fetchQuery(promptQueries.version(props.project, name, number))),
    save: async (body) => takeApart(await save.mutateAsync(body)),
    schema: async () => (await import("@/lib/prompts/version-contract")).CreateVersion,
    listProblems: (content) => checkContent(kind, content),
    isSame: (parent, content) => diffVersions(parent, content).counts.differing === 0,
    placeOf: placeName,
    validity: "messages and braces are valid",
    Difference,
    notices: unknown.length > 0 && <Unknown names={unknown} />,
    merge: mergeDrafts,
  };
  return <SaveVersionDialog {...props} shape={shape} />;
}

const takeApart = (version: Version): SavedContent<VersionContent> => ({
  summary: version,
  content: contentPart(version),
});

function Unknown({ names }: { names: readonly string[] }) {
  return (
    <Notice tone="warn" title="Nothing provides">
      {names.map((name) => `{{${name}}}`).join(", ")}. Callers must send{" "}
      {names.length === 1 ? "it" : "them"}, and evals will have no value.
    </Notice>
  );
}

const nothing = (like: VersionContent): VersionContent => ({
  messages: [],
  model: like.model,
  settings: like.settings,
});

function Difference({ project, parent, content }: DifferenceProps<VersionContent>) {
  const from = parent?.content ?? nothing(content);
  const diff = useMemo(() => diffVersions(from, content), [from, content]);
  const before = useQuery({
    ...promptQueries.size(project, contentPart(from)),
    enabled: parent !== null,
  }).data;
  const after = useQuery(promptQueries.size(project, content)).data;
  // Both are counted before either is said.
  const tokens =
    after && (before || parent === null)
      ? { from: before?.messages ?? [], to: after.messages }
      : undefined;
  return (
    <VersionDiffCompact diff={diff} from={from} to={content} {...(tokens ? { tokens } : {})} />
  );
}
