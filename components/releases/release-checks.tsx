import { Check, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/section";
import { VerdictIcon } from "@/components/ui/verdict-icon";
import type { ReleaseChecks as Checks } from "@/lib/releases/contract";

interface Props {
  project: string;
  base: string;
  version: number;
  environment: string;
  checks: Checks;
}

/** What this release needs and has: approvals, gates with their evidence, and every reason against it. */
export function ReleaseChecks({ project, base, version, environment, checks }: Props) {
  const { reasons, approvedBy, changesRequestedBy, requiredApprovals, gates, review } = checks;
  const role = reasons.find(({ code }) => code === "release_role");
  const live = reasons.find(({ code }) => code === "already_live");
  return (
    <Section title="Before it goes live" className="mb-4">
      <ul className="grid gap-2 text-13" aria-label="Checks">
        {role && <Row isGood={false}>{role.message}</Row>}
        {live && <Row isGood={false}>{live.message}</Row>}
        <Row isGood={approvedBy.length >= requiredApprovals && changesRequestedBy.length === 0}>
          {requiredApprovals === 0 && approvedBy.length === 0
            ? `${environment} needs no approval`
            : `${approvedBy.length} of ${requiredApprovals} approvals`}
          {approvedBy.length > 0 && `: ${approvedBy.map(({ name }) => name).join(", ")}`}
          {changesRequestedBy.length > 0 &&
            `. ${changesRequestedBy.map(({ name }) => name).join(", ")} asked for changes`}
          {review && (
            <>
              {" · "}
              <Link className="link" href={`/${project}/reviews/${review.number}`}>
                review {review.number}
              </Link>
            </>
          )}
        </Row>
        {gates.length === 0 ? (
          <Row isGood>
            No acceptance criteria are written down, so no gate stands in the way and nothing was
            measured against one.{" "}
            <Link className="link" href={`${base}/spec`}>
              Write one
            </Link>
          </Row>
        ) : (
          gates.map((gate) => (
            <li key={gate.criterion} className="flex flex-wrap items-center gap-2">
              <VerdictIcon verdict={gate.verdict} />
              <Badge tone={gate.level}>{gate.level}</Badge>
              <span>{gate.statement}</span>
              <span className="small muted">
                {gate.runNumber ? (
                  <Link className="link" href={`/${project}/runs/${gate.runNumber}`}>
                    run {gate.runNumber}, n = {gate.n}
                  </Link>
                ) : (
                  gate.why
                )}
              </span>
            </li>
          ))
        )}
        {!checks.requiresGates && gates.length > 0 && (
          <li className="small muted">
            {environment} does not ask for gates; v{version} may go live there without them.
          </li>
        )}
      </ul>
    </Section>
  );
}

function Row({ isGood, children }: { isGood: boolean; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      {isGood ? (
        <Check className="i-sm mt-0.5 text-pass" aria-label="done" />
      ) : (
        <X className="i-sm mt-0.5 text-fail" aria-label="missing" />
      )}
      <span>{children}</span>
    </li>
  );
}
