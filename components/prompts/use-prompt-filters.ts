"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";

/** What prompts can be narrowed to. */
export const PROMPT_STATES = {
  draft: (prompt: Prompt) => prompt.draft != null,
  "not-measured": (prompt: Prompt) => prompt.lastEval == null,
};

/** The filters of the list, all of them in the address, with what they leave. */
export function usePromptFilters(project: string) {
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const [owner, setOwner] = useQueryState("owner", parseAsString.withDefault(""));
  const [tag, setTag] = useQueryState("tag", parseAsString.withDefault(""));
  const [isArchived, setArchived] = useQueryState("archived", parseAsBoolean.withDefault(false));
  const [only, setOnly] = useQueryState("only", parseAsStringLiteral(["draft", "not-measured"]));
  const all = useQuery(promptQueries.list(project));
  const query = useQuery({
    ...promptQueries.list(project, {
      ...(q ? { q } : {}),
      ...(tag ? { tag } : {}),
      ...(isArchived ? { archived: "true" as const } : {}),
    }),
    placeholderData: keepPreviousData,
  });
  const everyPrompt = all.data?.data ?? [];
  const owners = useMemo(
    () => [...new Set(everyPrompt.map((prompt) => prompt.owner.name))].sort(),
    [everyPrompt],
  );
  const tags = useMemo(
    () =>
      [...new Set([...everyPrompt.flatMap((prompt) => prompt.tags), ...(tag ? [tag] : [])])].sort(),
    [everyPrompt, tag],
  );
  const rows = (query.data?.data ?? []).filter(
    (prompt) => (!owner || prompt.owner.name === owner) && (!only || PROMPT_STATES[only](prompt)),
  );
  return {
    ...{ q, setQ, owner, setOwner, tag, setTag, isArchived, setArchived, only, setOnly },
    ...{ query, everyPrompt, owners, tags, rows },
  };
}

export type PromptFilters = ReturnType<typeof usePromptFilters>;
