"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { Button } from "@/components/ui/controls/button";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { Chip } from "@/components/ui/data/chip";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { PageHead } from "@/components/ui/page-head";
import { Kbd } from "@/components/ui/text/kbd";
import { linkClass } from "@/components/ui/text/link";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { ApiError } from "@/lib/http/api-client";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { PromptTable } from "./prompt-table";

const NewPromptDialog = lazyView(() => import("./new-prompt-dialog"));

/** The list of prompts with its filters, all of them in the address. */
export function PromptsView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const [owner, setOwner] = useQueryState("owner", parseAsString.withDefault(""));
  const [tag, setTag] = useQueryState("tag", parseAsString.withDefault(""));
  const [isArchived, setArchived] = useQueryState("archived", parseAsBoolean.withDefault(false));
  const [only, setOnly] = useQueryState("only", parseAsStringLiteral(["draft", "not-measured"]));
  const [view, setView] = useQueryState(
    "view",
    parseAsStringLiteral(["folders", "list"]).withDefault("folders"),
  );
  const [isNew, setIsNew] = useQueryState("new", parseAsBoolean.withDefault(false));
  useShortcuts(
    mayWrite ? [{ keys: "c", label: "New prompt", group: "Page", run: () => setIsNew(true) }] : [],
  );

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
    (prompt) => (!owner || prompt.owner.name === owner) && (!only || MATCHES[only](prompt)),
  );

  if (query.error) {
    return (
      <ErrorState
        title="The prompts could not be read."
        requestId={query.error instanceof ApiError ? query.error.problem.requestId : null}
        onRetry={() => query.refetch()}
      >
        {query.error.message}
      </ErrorState>
    );
  }
  const newButton = mayWrite && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      kbd="c"
      onClick={() => setIsNew(true)}
    >
      New prompt
    </Button>
  );
  return (
    <>
      <PageHead title="Prompts" sub={summarise(everyPrompt)} actions={newButton} />
      {everyPrompt.length === 0 && !isArchived ? (
        <Empty title="No prompts yet" actions={newButton}>
          A prompt is what your application sends to a model. Create one, write its first version
          and run an eval.{" "}
          <button type="button" className={linkClass} onClick={() => setArchived(true)}>
            Show archived prompts
          </button>
        </Empty>
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center gap-2">
            <SearchInput
              label="Name, text or owner"
              className="w-65"
              shortcut="/"
              value={q}
              onValueChange={(value) => setQ(value || null)}
            />
            <Select
              aria-label="Owner"
              className="w-36"
              value={owner}
              onChange={(event) => setOwner(event.target.value || null)}
            >
              <option value="">Any owner</option>
              {owners.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
            {tags.length > 0 && (
              <Select
                aria-label="Tag"
                className="w-36"
                value={tag}
                onChange={(event) => setTag(event.target.value || null)}
              >
                <option value="">Any tag</option>
                {tags.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            )}
            {(["draft", "not-measured"] as const).map((filter) => (
              <Chip
                key={filter}
                n={everyPrompt.filter(MATCHES[filter]).length}
                pressed={only === filter}
                onClick={() => setOnly(only === filter ? null : filter)}
              >
                {filter === "draft" ? "Has a draft" : "Not measured"}
              </Chip>
            ))}
            <Chip pressed={isArchived} onClick={() => setArchived(isArchived ? null : true)}>
              Archived
            </Chip>
            <Segmented
              label="View"
              className="ml-auto"
              value={view}
              onValueChange={setView}
              options={[
                { value: "folders", label: "Folders" },
                { value: "list", label: "List" },
              ]}
            />
          </div>
          <PromptTable project={project} prompts={rows} isGrouped={view === "folders"} />
          <div className="mt-2 flex items-center gap-3 text-12 text-text-2">
            <span>
              <Kbd keys="j" /> <Kbd keys="k" /> move
            </span>
            <span>
              <Kbd keys="enter" /> open
            </span>
            <span>
              <Kbd keys="?" /> all keys
            </span>
            <span className="ml-auto">
              Intervals are Wilson, 95 %. The bar runs from 0 to 100 %.
            </span>
          </div>
        </>
      )}
      {isNew && <NewPromptDialog project={project} onClose={() => setIsNew(null)} />}
    </>
  );
}

const MATCHES = {
  draft: (prompt: Prompt) => prompt.draft != null,
  "not-measured": (prompt: Prompt) => prompt.lastEval == null,
};

function summarise(prompts: Prompt[]): string {
  const folders = new Set(prompts.map(({ name }) => name.split("/").slice(0, -1).join("/"))).size;
  const notMeasured = prompts.filter(MATCHES["not-measured"]).length;
  const count = `${prompts.length} ${prompts.length === 1 ? "prompt" : "prompts"}`;
  return `${count} in ${folders} ${folders === 1 ? "folder" : "folders"}. ${notMeasured} never measured.`;
}
