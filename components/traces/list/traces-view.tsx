"use client";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTraceAddress } from "@/components/traces/trace/use-trace-address";
import type { FilterName } from "@/components/traces/trace-address";
import { shortId } from "@/components/traces/trace-words";
import { TableKeys } from "@/components/ui/data/table-keys";
import { lazyView } from "@/components/ui/lazy-view";
import { toast } from "@/components/ui/overlays/toast";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { SavedViews } from "./saved-views";
import { TraceFilterBar } from "./trace-filter-bar";
import { TraceList } from "./trace-list";
import { TracesHead } from "./traces-head";
import { useTraceList } from "./use-trace-list";

const FirstTrace = lazy(() =>
  import("./first-trace").then((module) => ({ default: module.FirstTrace })),
);
const TraceHistogram = lazyView(
  () => import("./trace-histogram"),
  () => <div className="mb-3 h-[116px]" aria-hidden="true" />,
);

interface Props {
  project: string;
  mayWrite: boolean;
  /** The traces of this prompt alone, below its tabs. */
  prompt?: string;
  /** Where applications reach Galley, for the first trace. */
  address: string;
  keptDays: number | null;
}

const ONE_PROMPT: readonly FilterName[] = ["prompt"];
const NONE: readonly FilterName[] = [];

/** What happened in production, newest first; what it shows stands in its address. */
export function TracesView({ project, mayWrite, prompt, address: origin, keptDays }: Props) {
  const fixed = useMemo(() => (prompt ? { prompt } : {}), [prompt]);
  const fixedNames = prompt ? ONE_PROMPT : NONE;
  const address = useTraceAddress(fixed);
  const { filters, live, selectedId, select, setLive, change, replace } = address;
  const list = useTraceList(project, address);
  const { rows } = list;
  const marked = useCompareKeys(project, selectedId);
  useShortcuts([
    { keys: "space", label: "Live or hold", group: "Page", run: () => setLive(!live) },
    {
      keys: "esc",
      label: "Clear selection",
      group: "Rows",
      enabled: selectedId !== null,
      run: () => select(null),
    },
  ]);

  const isFiltered = Object.keys(filters).some((name) => !fixedNames.includes(name as FilterName));
  const isFirst = list.query.data !== undefined && rows.length === 0 && !isFiltered;
  const models = useMemo(
    () => [...new Set(rows.flatMap(({ model }) => (model ? [model] : [])))].sort(),
    [rows],
  );
  return (
    <>
      <TracesHead
        project={project}
        filters={filters}
        isOfOnePrompt={prompt !== undefined}
        keptDays={keptDays}
        live={live}
        onLive={setLive}
        isEmpty={isFirst}
        mayWrite={mayWrite}
      />
      {isFirst ? (
        <Suspense>
          <FirstTrace project={project} address={origin} {...(prompt ? { prompt } : {})} />
        </Suspense>
      ) : (
        <>
          {!prompt && (
            <SavedViews project={project} filters={filters} mayWrite={mayWrite} replace={replace} />
          )}
          <TraceFilterBar
            project={project}
            filters={filters}
            fixed={fixedNames}
            models={models}
            change={change}
            replace={replace}
          />
          <TraceHistogram
            project={project}
            filters={filters}
            isLive={live}
            onTime={(time) => change({ ...time, range: null })}
          />
          <TraceList
            project={project}
            list={list}
            address={address}
            isOfOnePrompt={prompt !== undefined}
            markedId={marked}
            isFiltered={isFiltered}
            onClear={() => replace(fixed)}
          />
          <TraceKeys />
        </>
      )}
    </>
  );
}

/** Marks the selected trace, then compares it with another; the marked one. */
function useCompareKeys(project: string, selectedId: string | null): string | null {
  const router = useRouter();
  const [marked, setMarked] = useState<string | null>(null);
  const compare = () => {
    if (!selectedId) return;
    if (!marked || marked === selectedId) {
      setMarked(marked ? null : selectedId);
      if (!marked) toast(`${shortId(selectedId)} is marked. Select another and press d.`);
      return;
    }
    router.push(
      `/${project}/traces/compare?a=${encodeURIComponent(marked)}&b=${encodeURIComponent(selectedId)}`,
    );
  };
  useShortcuts([
    {
      keys: "d",
      label: "Mark to compare, then compare",
      group: "Rows",
      enabled: selectedId !== null,
      run: compare,
    },
  ]);
  return marked;
}

function TraceKeys() {
  return (
    <TableKeys>
      <span>
        <Kbd keys="d" /> mark, compare
      </span>
      <span className="ml-auto">
        <span className="text-inconclusive">*</span> with retries. “Not reviewed” is not “nothing
        found”.
      </span>
    </TableKeys>
  );
}
