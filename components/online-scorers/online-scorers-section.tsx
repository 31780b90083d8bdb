"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { Button } from "@/components/ui/controls/button";
import { Table, Th } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { onlineScorerQueries } from "@/lib/online-scorers/queries";
import { OnlineScorerRow } from "./online-scorer-row";

const OnlineScorerDialog = lazyView(() => import("./online-scorer-dialog"));
const DryRunDialog = lazyView(() =>
  import("./dry-run-dialog").then((module) => module.DryRunDialog),
);

const NEW = "new";

/** Scorers that judge a share of new traces: tried first, then switched on. */
export function OnlineScorersSection({
  project,
  mayWrite,
}: {
  project: string;
  mayWrite: boolean;
}) {
  const query = useQuery({ ...onlineScorerQueries.list(project), refetchInterval: 15_000 });
  const [edited, setEdited] = useQueryState("edit", parseAsString);
  const [tried, setTried] = useQueryState("dryRun", parseAsString);
  const rows = query.data?.data ?? [];
  const row = rows.find(({ id }) => id === edited) ?? null;
  const isOpen = mayWrite && (edited === NEW || row !== null);
  const trial = rows.find(({ id }) => id === tried) ?? null;
  const add = () => void setEdited(NEW);
  return (
    <>
      {!mayWrite && (
        <Notice className="mb-4" title="Read only.">
          Editors, reviewers and admins can change online scorers.
        </Notice>
      )}
      <Section
        title="Online scorers"
        beside={
          <span className="text-12 text-text-3">score a share of new traces as they arrive</span>
        }
        actions={
          mayWrite && (
            <Button size="sm" variant={rows.length > 0 ? "primary" : "default"} onClick={add}>
              Add…
            </Button>
          )
        }
        flush
      >
        {query.error && (
          <ErrorState title="The scorers cannot be read." onRetry={() => void query.refetch()}>
            {query.error.message}
          </ErrorState>
        )}
        {query.data && rows.length === 0 && (
          <Empty
            title="No online scorer yet"
            actions={
              mayWrite && (
                <Button variant="primary" size="sm" onClick={add}>
                  Add an online scorer
                </Button>
              )
            }
          >
            An online scorer checks a share of production answers with the same scorers that evals
            use. What does not pass joins the review queue.
          </Empty>
        )}
        {rows.length > 0 && (
          <Table label="Online scorers" minWidth={680}>
            <thead>
              <tr>
                <Th>Scorer</Th>
                <Th>Traces</Th>
                <Th num>Today</Th>
                <Th>State</Th>
                <Th>
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <OnlineScorerRow
                  key={one.id}
                  project={project}
                  scorer={one}
                  mayWrite={mayWrite}
                  onEdit={() => void setEdited(one.id)}
                  onDryRun={() => void setTried(one.id)}
                />
              ))}
            </tbody>
          </Table>
        )}
      </Section>
      {isOpen && (
        <OnlineScorerDialog
          key={edited}
          project={project}
          scorer={row}
          onClose={() => void setEdited(null)}
          onSaved={(id) => {
            void setEdited(null);
            void setTried(id);
          }}
        />
      )}
      {trial && (
        <DryRunDialog
          project={project}
          scorer={trial}
          mayWrite={mayWrite}
          onClose={() => void setTried(null)}
        />
      )}
    </>
  );
}
