"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BookOpen, Plus } from "lucide-react";
import { parseAsBoolean, parseAsString, useQueryState } from "nuqs";
import { PromptTable } from "@/components/prompts/prompt-table";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Chip } from "@/components/ui/data/chip";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { PageHead } from "@/components/ui/page-head";
import { linkClass } from "@/components/ui/text/link-class";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { formatCountOf } from "@/lib/format-number";
import { promptQueries } from "@/lib/prompts/queries";

const NewChainDialog = lazyView(() => import("./new-chain-dialog"));

const LABELS = { all: "Chains", one: "Chain" };

/** The list of chains with its filters, all of them in the address. */
export function ChainsView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const filters = useChainFilters();
  const { isArchived, setArchived } = filters;
  const [isNew, setNew] = useQueryState("new", parseAsBoolean.withDefault(false));
  useShortcuts(
    mayWrite
      ? [{ keys: "c", label: "New chain", group: "Page", run: () => void setNew(true) }]
      : [],
  );
  const all = useQuery(promptQueries.list(project, { kind: "chain" }));
  const query = useQuery({
    ...promptQueries.list(project, filters.query),
    placeholderData: keepPreviousData,
  });
  const chains = all.data?.data ?? [];
  if (query.error) {
    return (
      <ErrorState
        title="The chains could not be read."
        onRetry={() => query.refetch()}
        error={query.error}
      />
    );
  }
  const newButton = mayWrite && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      kbd="c"
      onClick={() => void setNew(true)}
    >
      New chain
    </Button>
  );
  return (
    <>
      <PageHead
        title="Chains"
        sub={`${formatCountOf(chains.length, "chain")}. Each is several narrow steps, versioned and released as one.`}
        actions={
          <>
            <Link className={buttonClass()} href={`/${project}/document-sets`}>
              <BookOpen aria-hidden="true" /> Document sets
            </Link>
            {newButton}
          </>
        }
      />
      {chains.length === 0 && !isArchived ? (
        <Empty title="No chains yet" actions={newButton}>
          A chain answers in several narrow steps: route, retrieve, call a tool, ask a prompt,
          validate. Each step has one responsibility, and evals say which one went wrong first.{" "}
          <button type="button" className={linkClass} onClick={() => setArchived(true)}>
            Show archived chains
          </button>
        </Empty>
      ) : (
        <>
          <FilterBar filters={filters} />
          <PromptTable
            project={project}
            prompts={query.data?.data ?? []}
            isGrouped={false}
            labels={LABELS}
          />
        </>
      )}
      {isNew && <NewChainDialog project={project} onClose={() => void setNew(null)} />}
    </>
  );
}

/** What the list is filtered by, as the address says it and as the API takes it. */
function useChainFilters() {
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const [tag, setTag] = useQueryState("tag", parseAsString.withDefault(""));
  const [isArchived, setArchived] = useQueryState("archived", parseAsBoolean.withDefault(false));
  return {
    ...{ q, tag, isArchived },
    setQ: (text: string) => void setQ(text || null),
    clearTag: () => void setTag(null),
    setArchived: (next: boolean) => void setArchived(next || null),
    query: {
      kind: "chain" as const,
      ...(q ? { q } : {}),
      ...(tag ? { tag } : {}),
      ...(isArchived ? { archived: "true" as const } : {}),
    },
  };
}

function FilterBar({ filters }: { filters: ReturnType<typeof useChainFilters> }) {
  const { q, tag, isArchived, setQ, clearTag, setArchived } = filters;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        label="Name, description or owner"
        className="w-65"
        shortcut="/"
        value={q}
        onValueChange={setQ}
      />
      {tag && (
        <Chip onRemove={clearTag} removeLabel={`Any tag, not only ${tag}`}>
          tag {tag}
        </Chip>
      )}
      <Chip pressed={isArchived} onClick={() => setArchived(!isArchived)}>
        Archived
      </Chip>
    </div>
  );
}
