"use client";
import { useMemo } from "react";
import { VersionDiffCompact } from "@/components/prompts/versions/version-diff-compact";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { compareDraft } from "../chain-diff";

interface Props {
  theirs: ChainContent;
  mine: ChainContent;
}

export default function ChainTwoDrafts({ theirs, mine }: Props) {
  const sides = useMemo(
    () => compareDraft({ number: null, content: theirs }, mine),
    [theirs, mine],
  );
  return <VersionDiffCompact {...sides} />;
}
