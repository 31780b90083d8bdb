"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { EditorsOnly } from "@/components/settings/editors-only";
import { useEditedRow } from "@/components/settings/use-edited-row";
import { Button } from "@/components/ui/controls/button";
import { ActionsTh, Table, Th } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { Section } from "@/components/ui/section";
import { onlineScorerQueries } from "@/lib/online-scorers/queries";
import { OnlineScorerRow } from "./online-scorer-row";

const OnlineScorerDialog = lazyView(() => import("./online-scorer-dialog"));
const DryRunDialog = lazyView(() =>
  import("./dry-run-dialog").then((module) => module.DryRunDialog),
);

/** Scorers that judge a share of new traces: tried first, then switched on. */
export function OnlineScorersSection({
  project,
  mayWrite,
}: {
  project: string;
  mayWrite: boolean;
}) {
  const query = useQuery({ ...onlineScorerQueries.list(project), refetchInterval: 15_000 });
  const [trialId, setTrialId] = useQueryState("dryRun", parseAsString);
  const rows = query.data?.data ?? [];
  const { edited, row, isOpen, add, edit, close } = useEditedRow(rows, { mayWrite });
  const trial = rows.find(({ id }) => id === trialId) ?? null;
  return (
    <>
      {!mayWrite && <EditorsOnly what="online scorers" />}
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
          <ErrorState
            title="The scorers cannot be read."
            onRetry={() => void query.refetch()}
            error={query.error}
          />
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
                <ActionsTh />
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <OnlineScorerRow
                  key={one.id}
                  project={project}
                  scorer={one}
                  mayWrite={mayWrite}
                  onEdit={() => edit(one.id)}
                  onDryRun={() => void setTrialId(one.id)}
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
          onClose={close}
          onSaved={(id) => {
            close();
            void setTrialId(id);
          }}
        />
      )}
      {trial && (
        <DryRunDialog
          project={project}
          scorer={trial}
          mayWrite={mayWrite}
          onClose={() => void setTrialId(null)}
        />
      )}
    </>
  );
}
