"use client";
import { useMemo } from "react";
import { VersionDiffCompact } from "@/components/prompts/versions/version-diff-compact";
import { diffVersions } from "@/lib/prompts/diff/diff-versions";
import type { VersionContent } from "@/lib/prompts/version-contract";

interface Props {
  theirs: VersionContent;
  mine: VersionContent;
}

export default function EditorTwoDrafts({ theirs, mine }: Props) {
  const diff = useMemo(() => diffVersions(theirs, mine), [theirs, mine]);
  return <VersionDiffCompact diff={diff} from={theirs} to={mine} />;
}
