"use client";
import { useQuery } from "@tanstack/react-query";
import { DiffView } from "@/components/prompts/versions/diff-view";
import { chainQueries } from "@/lib/chains/queries";
import { sideOf } from "./chain-diff";

interface Props {
  project: string;
  name: string;
  from: number;
  to: number;
}

/** Two versions of a chain, step by step. */
export function ChainDiffView({ project, name, from, to }: Props) {
  const { data, error, refetch } = useQuery(chainQueries.diff(project, name, from, to));
  const sides = data && { diff: data.diff, from: sideOf(data.from), to: sideOf(data.to) };
  return (
    <DiffView
      kind="chain"
      {...{ project, name, from, to, sides, error }}
      onRetry={() => void refetch()}
    />
  );
}
