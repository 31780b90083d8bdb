"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsBoolean, parseAsString, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Chip } from "@/components/ui/data/chip";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { PageHead } from "@/components/ui/page-head";
import { sectionClass } from "@/components/ui/section";
import { useShortcuts } from "@/components/ui/use-shortcuts";

/** What such a list shows, all of it in the address. `selection`: the name of the selected row there. */
export function useListAddress(selection: string) {
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const [archived, setArchived] = useQueryState("archived", parseAsBoolean.withDefault(false));
  const [isNew, setIsNew] = useQueryState("new", parseAsBoolean.withDefault(false));
  const [selected, setSelected] = useQueryState(selection, parseAsString);
  return {
    ...{ q, archived, isNew, selected },
    setQ: (value: string) => void setQ(value || null),
    setArchived: (value: boolean) => void setArchived(value || null),
    setIsNew: (value: boolean) => void setIsNew(value || null),
    setSelected: (name: string | null) => void setSelected(name),
  };
}

interface Props<Row extends { name: string }> {
  address: ReturnType<typeof useListAddress>;
  query: Pick<UseQueryResult<{ data: Row[] }>, "data" | "error" | "isSuccess" | "refetch">;
  /** `Judges`, `judge`. */
  title: string;
  noun: string;
  sub: string;
  columns: DataColumn<Row>[];
  /** What the search looks in, and what it is called. */
  search: { label: string; textOf: (row: Row) => string };
  hrefOf: (name: string) => string;
  mayWrite: boolean;
  /** What to do while there are none. */
  emptyText: string;
  /** The dialog that makes a new one. */
  children: ReactNode;
}

/** A project's things by name: searched, opened and made from the keyboard; archived ones behind a filter. */
export function ArchivableList<Row extends { name: string }>({
  address,
  query,
  title,
  noun,
  sub,
  columns,
  search,
  hrefOf,
  mayWrite,
  emptyText,
  children,
}: Props<Row>) {
  const router = useRouter();
  const { q, archived, isNew, selected, setQ, setArchived, setIsNew, setSelected } = address;
  useShortcuts(
    mayWrite ? [{ keys: "c", label: `New ${noun}`, group: "Page", run: () => setIsNew(true) }] : [],
  );
  if (query.error) {
    return (
      <ErrorState
        title={`The ${title.toLowerCase()} could not be read.`}
        onRetry={() => query.refetch()}
        error={query.error}
      />
    );
  }
  const all = query.data?.data ?? [];
  const rows = all.filter((row) => search.textOf(row).toLowerCase().includes(q.toLowerCase()));
  const newButton = mayWrite && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      kbd="c"
      onClick={() => setIsNew(true)}
    >
      New {noun}
    </Button>
  );
  return (
    <>
      <PageHead title={title} sub={sub} actions={newButton} />
      {query.isSuccess && all.length === 0 && !archived ? (
        <Empty title={`No ${title.toLowerCase()} yet`} actions={newButton}>
          {emptyText}
        </Empty>
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center gap-2">
            <SearchInput
              label={search.label}
              className="w-65"
              shortcut="/"
              value={q}
              onValueChange={setQ}
            />
            <Chip pressed={archived} onClick={() => setArchived(!archived)}>
              Archived
            </Chip>
          </div>
          <div className={sectionClass}>
            <DataTable
              label={title}
              rows={rows}
              columns={columns}
              rowId={({ name }) => name}
              rowHeight={48}
              selectedId={selected}
              onSelect={setSelected}
              onOpen={(name) => router.push(hrefOf(name))}
              empty={
                <p className="p-4 text-13 text-text-2">
                  {archived ? `No ${noun} is archived.` : `No ${noun} matches this search.`}
                </p>
              }
            />
          </div>
        </>
      )}
      {isNew && children}
    </>
  );
}
