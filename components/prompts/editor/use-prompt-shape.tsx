"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { placeName } from "@/components/prompts/saving/save-version-place";
import type {
  DifferenceProps,
  SavedContent,
  SaveShape,
} from "@/components/prompts/saving/save-version-shape";
import { VersionDiffCompact } from "@/components/prompts/versions/version-diff-compact";
import { DraftSpecialCases } from "@/components/specs/draft-special-cases";
import { Notice } from "@/components/ui/notice";
import { bareContent } from "@/lib/prompts/bare-content";
import { checkContent } from "@/lib/prompts/check-content";
import type { Prompt } from "@/lib/prompts/contract";
import { diffVersions } from "@/lib/prompts/diff/diff-versions";
import { useSaveVersion } from "@/lib/prompts/hooks";
import { mergeDrafts } from "@/lib/prompts/merge-drafts";
import { promptQueries } from "@/lib/prompts/queries";
import type { Version, VersionContent } from "@/lib/prompts/version-contract";

/** How a version of a prompt is checked, compared and saved. `unknown`: variables that nothing provides. */
export function usePromptShape(
  project: string,
  { name, kind }: Pick<Prompt, "name" | "kind">,
  unknown: readonly string[] = [],
): SaveShape<VersionContent> {
  const save = useSaveVersion(project, name);
  return {
    read: async (client, number) =>
      takeApart(await client.fetchQuery(promptQueries.version(project, name, number))),
    save: async (body) => takeApart(await save.mutateAsync(body)),
    schema: async () => (await import("@/lib/prompts/version-contract")).CreateVersion,
    listProblems: (content) => checkContent(kind, content),
    isSame: (parent, content) => diffVersions(parent, content).counts.differing === 0,
    placeOf: placeName,
    validity: "messages and braces are valid",
    Difference,
    notices: ({ parent, content, canSave }) => (
      <>
        {unknown.length > 0 && <Unknown names={unknown} />}
        {parent && canSave && (
          <DraftSpecialCases
            {...{ project, name }}
            messages={content.messages}
            parentVersion={parent.number}
          />
        )}
      </>
    ),
    merge: mergeDrafts,
  };
}

const takeApart = (version: Version): SavedContent<VersionContent> => ({
  summary: version,
  content: bareContent(version),
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
    ...promptQueries.size(project, bareContent(from)),
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
