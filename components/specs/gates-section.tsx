"use client";
import { useQuery } from "@tanstack/react-query";
import { cn } from "@/components/ui/cn";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatVersion } from "@/lib/format-number";
import { formatBar } from "@/lib/specs/gates/format-gate";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { specQueries } from "@/lib/specs/queries";
import { GateCell } from "./gate-cell";
import { RunMissingButton } from "./run-missing-button";

interface Props {
  project: string;
  name: string;
  version: number;
  mayWrite: boolean;
}

/** The criteria of a prompt with a version's verdicts and what they rest on. */
export function GatesSection({ project, name, version, mayWrite }: Props) {
  const { data: gates, error } = useQuery(specQueries.gates(project, name, version));
  const href = `/${project}/prompts/${encodeURIComponent(name)}/spec`;
  if (error) {
    return (
      <Section title="Acceptance criteria">
        <p className="text-fail">{error.message}</p>
      </Section>
    );
  }
  if (!gates) return null;
  if (gates.data.length === 0) return <NoCriteria href={href} mayWrite={mayWrite} />;
  return (
    <Section
      flush
      title="Acceptance criteria"
      beside={<span className="text-12 text-text-2">verdicts of {formatVersion(version)}</span>}
      actions={
        <span className="flex items-center gap-2">
          {mayWrite && gates.missing.length > 0 && (
            <RunMissingButton
              project={project}
              name={name}
              version={version}
              missing={gates.missing}
              size="sm"
            />
          )}
          <Link className={cn(linkClass, "text-12")} href={href}>
            Spec
          </Link>
        </span>
      }
    >
      <Table label="Acceptance criteria" minWidth={640}>
        <thead>
          <tr>
            <Th>Criterion</Th>
            <Th>Level</Th>
            <Th num>Bar</Th>
            <Th num>n</Th>
            <Th>Verdict, 95 %</Th>
          </tr>
        </thead>
        <tbody>
          {gates.data.map((gate) => (
            <GateRow key={gate.criterion} project={project} gate={gate} />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function NoCriteria({ href, mayWrite }: { href: string; mayWrite: boolean }) {
  return (
    <Section title="Acceptance criteria">
      <Empty
        flush
        title="No criteria are written down"
        actions={
          <Link href={href} className={buttonClass({ size: "sm" })}>
            {mayWrite ? "Write the spec" : "Open the spec"}
          </Link>
        }
      >
        Without criteria every version passes, and nothing says what was checked.
      </Empty>
    </Section>
  );
}

function GateRow({ project, gate }: { project: string; gate: Gate }) {
  return (
    <tr>
      <Td>
        {gate.statement}
        <div className="text-12 text-text-3">
          {gate.segment ?? "all cases"}{" "}
          {gate.split === "holdout" && <Badge tone="holdout">holdout</Badge>}
        </div>
      </Td>
      <Td>{gate.level}</Td>
      <Td num className="whitespace-nowrap">
        {formatBar(gate)}
      </Td>
      <Td num className="text-text-2">
        {gate.verdict === "not_measured" ? "–" : gate.n}
      </Td>
      <Td>
        <GateCell project={project} gate={gate} />
      </Td>
    </tr>
  );
}
