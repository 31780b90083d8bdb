"use client";
import { useQuery } from "@tanstack/react-query";
import { LiveCandidate } from "@/components/rollouts/live-candidate";
import { Link } from "@/components/ui/controls/link";
import { GroupRow, Table, Td, Th, Tr } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import type { Environment } from "@/lib/projects/environment-contract";
import { promptQueries } from "@/lib/prompts/queries";

/** What is live in each environment, prompt by prompt, and what a release there needs. */
export function LiveTable({
  project,
  environments,
}: {
  project: string;
  environments: Environment[];
}) {
  const { data } = useQuery(promptQueries.list(project, { kind: "any" }));
  return (
    <Section
      flush
      title="Live now"
      footer={
        <div className="grid gap-0.5">
          {environments.map((environment) => (
            <span key={environment.name}>
              {environment.name}: {needsOf(environment)}
            </span>
          ))}
        </div>
      }
    >
      <div className="overflow-x-auto">
        <Table label="What is live where">
          <thead>
            <tr>
              <Th>Prompt</Th>
              {environments.map(({ name }) => (
                <Th key={name}>{name}</Th>
              ))}
            </tr>
          </thead>
          {foldersOf(data?.data ?? []).map(([folder, prompts]) => (
            <tbody key={folder}>
              {folder && (
                <GroupRow columns={environments.length + 1}>
                  <span className="font-mono">{folder}</span>
                </GroupRow>
              )}
              {prompts.map(({ name, live }) => (
                <Tr key={name}>
                  <Td>
                    <Link
                      className="underline-offset-3 hover:underline text-12 font-mono"
                      href={`/${project}/prompts/${encodeURIComponent(name)}/releases`}
                      aria-label={name}
                    >
                      {name.slice(folder.length)}
                    </Link>
                  </Td>
                  {environments.map((environment) => (
                    <Td key={environment.name}>
                      {live[environment.name] ? (
                        <span className="flex flex-wrap items-center gap-1">
                          <b className="font-mono">v{live[environment.name]?.version}</b>
                          <LiveCandidate
                            project={project}
                            rollout={live[environment.name]?.rollout}
                          />
                        </span>
                      ) : (
                        <span className="text-text-3 text-12 whitespace-nowrap">not live</span>
                      )}
                    </Td>
                  ))}
                </Tr>
              ))}
            </tbody>
          ))}
        </Table>
      </div>
    </Section>
  );
}

/** By folder, those without one first; `support/triage` stands below `support/` as `triage`. */
function foldersOf<P extends { name: string }>(prompts: readonly P[]): [string, P[]][] {
  const folders = new Map<string, P[]>();
  for (const prompt of prompts) {
    const folder = prompt.name.slice(0, prompt.name.lastIndexOf("/") + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), prompt]);
  }
  return [...folders].sort(([a], [b]) => a.localeCompare(b));
}

function needsOf({ requiredApprovals, requiresGates, releaseRole }: Environment): string {
  const approvals =
    requiredApprovals === 0
      ? "no approval"
      : `${requiredApprovals} ${requiredApprovals === 1 ? "approval" : "approvals"}`;
  return `${approvals}, ${requiresGates ? "all must gates" : "no gates"}, released by ${releaseRole}s`;
}
