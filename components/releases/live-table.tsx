"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Section } from "@/components/ui/section";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Environment } from "@/lib/projects/contract";
import { promptQueries } from "@/lib/prompts/queries";

/** What is live in each environment, prompt by prompt, and what a release there needs. */
export function LiveTable({
  project,
  environments,
}: {
  project: string;
  environments: Environment[];
}) {
  const { data } = useQuery(promptQueries.list(project));
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
          <tbody>
            {data?.data.map(({ name, live }) => (
              <Tr key={name}>
                <Td>
                  <Link
                    className="hover-link small font-mono"
                    href={`/${project}/prompts/${encodeURIComponent(name)}/releases`}
                  >
                    {name}
                  </Link>
                </Td>
                {environments.map((environment) => (
                  <Td key={environment.name}>
                    {live[environment.name] ? (
                      <b className="font-mono">v{live[environment.name]?.version}</b>
                    ) : (
                      <span className="faint small">not live</span>
                    )}
                  </Td>
                ))}
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
    </Section>
  );
}

function needsOf({ requiredApprovals, requiresGates, releaseRole }: Environment): string {
  const approvals =
    requiredApprovals === 0
      ? "no approval"
      : `${requiredApprovals} ${requiredApprovals === 1 ? "approval" : "approvals"}`;
  return `${approvals}, ${requiresGates ? "all must gates" : "no gates"}, released by ${releaseRole}s`;
}
