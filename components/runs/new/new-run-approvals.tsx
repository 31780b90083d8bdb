"use client";
import { useQuery } from "@tanstack/react-query";
import { approvalQueries } from "@/lib/runs/queries";
import type { StartRunInput } from "@/lib/runs/start-contract";
import { HoldoutProblems } from "./holdout-problems";

interface Props {
  project: string;
  body: StartRunInput;
  isAdmin: boolean;
}

/** Before a holdout run starts: what would refuse it. */
export function NewRunApprovals({ project, body, isAdmin }: Props) {
  const { data } = useQuery({ ...approvalQueries.check(project, body), retry: false });
  return data && <HoldoutProblems project={project} problems={data.problems} isAdmin={isAdmin} />;
}
