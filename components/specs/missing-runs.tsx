"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { linkClass } from "@/components/ui/text/link-class";
import { specQueries } from "@/lib/specs/queries";
import { RunMissingButton } from "./run-missing-button";

interface Props {
  project: string;
  prompt: string;
  version: number;
  environment: string;
  /** A run that a gate waited for has ended. */
  onMeasured: () => void;
}

/** Starts the runs that a version's open gates need for an environment, and follows them. */
export function MissingRuns({ project, prompt, version, environment, onMeasured }: Props) {
  const { data } = useQuery(specQueries.gates(project, prompt, version, environment));
  const missing = data?.missing ?? [];
  const underWay = missing.flatMap((each) => each.underWay ?? []);
  // A short run has ended before it was seen under way: then only what is missing has become less.
  const open = missing.length + underWay.length;
  const before = useRef(open);
  useEffect(() => {
    if (open < before.current) onMeasured();
    before.current = open;
  }, [open, onMeasured]);
  if (missing.length === 0) return null;
  return (
    <>
      {underWay.map(({ runNumber }) => (
        <Link
          key={runNumber}
          className={cn(linkClass, "text-12")}
          href={`/${project}/runs/${runNumber}`}
        >
          run {runNumber}
        </Link>
      ))}
      <RunMissingButton
        project={project}
        name={prompt}
        version={version}
        environment={environment}
        missing={missing}
        size="sm"
      />
    </>
  );
}
