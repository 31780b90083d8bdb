"use client";
import { useQuery } from "@tanstack/react-query";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { VERDICT_LABEL, VERDICTS } from "@/components/ui/data/verdict";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { linkClass } from "@/components/ui/text/link-class";
import { formatVersion } from "@/lib/format-number";
import { specQueries } from "@/lib/specs/queries";

interface Props {
  project: string;
  name: string;
  version: number;
}

/** Which criteria a version passes, in numbers; leads to the spec. */
export function GatesAnswer({ project, name, version }: Props) {
  const { data: gates } = useQuery(specQueries.gates(project, name, version));
  const href = `/${project}/prompts/${encodeURIComponent(name)}/spec`;
  if (!gates) return <span className="text-text-3">…</span>;
  if (gates.data.length === 0) {
    return (
      <>
        <span className="text-text-3">No criteria are written down.</span>
        <Link className={cn(linkClass, "text-12")} href={href}>
          Write the spec
        </Link>
      </>
    );
  }
  const must = gates.data.filter(({ level }) => level === "must");
  const passed = must.filter(({ verdict }) => verdict === "pass").length;
  return (
    <>
      <span>
        <b className="font-mono">{formatVersion(version)}</b>{" "}
        {must.length > 0 ? `${passed} of ${must.length} musts pass` : "has no musts"}
      </span>
      <span className="text-12 flex flex-wrap gap-x-3 gap-y-0.5 text-text-2">
        {VERDICTS.map((verdict) => {
          const count = gates.data.filter((gate) => gate.verdict === verdict).length;
          return count === 0 ? null : (
            <span key={verdict} className="flex items-center gap-1">
              <VerdictIcon verdict={verdict} /> {count} {VERDICT_LABEL[verdict]}
            </span>
          );
        })}
      </span>
      <Link className={cn(linkClass, "text-12")} href={href}>
        All criteria
      </Link>
    </>
  );
}
