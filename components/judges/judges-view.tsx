"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ArchivableList, useListAddress } from "@/components/layout/archivable-list";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { lazyView } from "@/components/ui/lazy-view";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCount } from "@/lib/format-number";
import type { JudgeSummary } from "@/lib/judges/contract";
import { judgeQueries } from "@/lib/judges/queries";
import { judgeHref, KIND_LABEL, STATE_TONE } from "./judge-words";

const JudgeDialog = lazyView(() => import("./judge-dialog"));

/** The project's judges, each with what it may do; archived ones behind a filter. */
export function JudgesView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const address = useListAddress("judge");
  const columns = useMemo(() => columnsOf(project), [project]);
  const query = useQuery(judgeQueries.list(project, address.archived));
  return (
    <ArchivableList
      address={address}
      query={query}
      title="Judges"
      noun="judge"
      sub="Models that grade answers. A judge opens a gate only while it agrees with people."
      columns={columns}
      search={{ label: "Name or prompt", textOf: ({ name, prompt }) => `${name} ${prompt}` }}
      hrefOf={(name) => judgeHref(project, name)}
      mayWrite={mayWrite}
      emptyText="A judge is a prompt that grades answers where rules cannot. Write the prompt, then create a judge from one of its versions, label about 100 answers, and compare."
    >
      <JudgeDialog project={project} onClose={() => address.setIsNew(false)} />
    </ArchivableList>
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
