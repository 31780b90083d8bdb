"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsBoolean, parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { Button } from "@/components/ui/controls/button";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Badge } from "@/components/ui/data/badge";
import { Chip } from "@/components/ui/data/chip";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { PageHead } from "@/components/ui/page-head";
import { sectionClass } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { formatCount } from "@/lib/format-number";
import { ApiError } from "@/lib/http/api-client";
import type { JudgeSummary } from "@/lib/judges/contract";
import { judgeQueries } from "@/lib/judges/queries";
import { judgeHref, KIND_LABEL, STATE_TONE } from "./judge-words";

const JudgeDialog = lazyView(() => import("./judge-dialog"));

/** The project's judges, each with what it may do; archived ones behind a filter. */
export function JudgesView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const router = useRouter();
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const [archived, setArchived] = useQueryState("archived", parseAsBoolean.withDefault(false));
  const [isNew, setIsNew] = useQueryState("new", parseAsBoolean.withDefault(false));
  const [selected, setSelected] = useQueryState("judge", parseAsString);
  const columns = useMemo(() => columnsOf(project), [project]);
  const query = useQuery(judgeQueries.list(project, archived));
  useShortcuts(
    mayWrite ? [{ keys: "c", label: "New judge", group: "Page", run: () => setIsNew(true) }] : [],
  );
  if (query.error) {
    return (
      <ErrorState
        title="The judges could not be read."
        requestId={query.error instanceof ApiError ? query.error.problem.requestId : null}
        onRetry={() => query.refetch()}
      >
        {query.error.message}
      </ErrorState>
    );
  }
  const all = query.data?.data ?? [];
  const rows = all.filter(({ name, prompt }) =>
    `${name} ${prompt}`.toLowerCase().includes(q.toLowerCase()),
  );
  const newButton = mayWrite && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      kbd="c"
      onClick={() => setIsNew(true)}
    >
      New judge
    </Button>
  );
  return (
    <>
      <PageHead
        title="Judges"
        sub="Models that grade answers. A judge opens a gate only while it agrees with people."
        actions={newButton}
      />
      {query.isSuccess && all.length === 0 && !archived ? (
        <Empty title="No judges yet" actions={newButton}>
          A judge is a prompt that grades answers where rules cannot. Write the prompt, then create
          a judge from one of its versions, label about 100 answers, and compare.
        </Empty>
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center gap-2">
            <SearchInput
              label="Name or prompt"
              className="w-65"
              shortcut="/"
              value={q}
              onValueChange={(value) => setQ(value || null)}
            />
            <Chip pressed={archived} onClick={() => setArchived(archived ? null : true)}>
              Archived
            </Chip>
          </div>
          <div className={sectionClass}>
            <DataTable
              label="Judges"
              rows={rows}
              columns={columns}
              rowId={({ name }) => name}
              rowHeight={48}
              selectedId={selected}
              onSelect={(name) => setSelected(name)}
              onOpen={(name) => router.push(judgeHref(project, name))}
              empty={
                <p className="p-4 text-13 text-text-2">
                  {archived ? "No judge is archived." : "No judge matches this search."}
                </p>
              }
            />
          </div>
        </>
      )}
      {isNew && <JudgeDialog project={project} onClose={() => setIsNew(null)} />}
    </>
  );
}

const columnsOf = (project: string): DataColumn<JudgeSummary>[] => [
  {
    id: "name",
    header: "Judge",
    sortValue: ({ name }) => name,
    cell: ({ name, prompt, version, model }) => (
      <span className="grid">
        <Link
          className="font-mono underline-offset-3 hover:underline"
          href={judgeHref(project, name)}
        >
          {name}
        </Link>
        <span className="truncate text-12 text-text-3">
          {prompt} v{version}, {model.name}
        </span>
      </span>
    ),
  },
  {
    id: "kind",
    header: "Kind",
    width: 120,
    sortValue: ({ kind }) => kind,
    cell: ({ kind }) => KIND_LABEL[kind],
  },
  {
    id: "state",
    header: "State",
    width: 140,
    sortValue: ({ state }) => state,
    cell: ({ state, reasons }) => (
      <Badge tone={STATE_TONE[state]} title={reasons[0]}>
        {state}
      </Badge>
    ),
  },
  {
    id: "labels",
    header: "Labels",
    width: 100,
    num: true,
    sortValue: ({ labelled }) => labelled.train + labelled.dev + labelled.test,
    cell: ({ labelled }) => formatCount(labelled.train + labelled.dev + labelled.test),
  },
  {
    id: "changed",
    header: "Changed",
    width: 120,
    num: true,
    sortValue: ({ updatedAt }) => updatedAt,
    cell: ({ updatedAt }) => <RelativeTime value={updatedAt} />,
  },
];
