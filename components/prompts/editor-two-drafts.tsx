"use client";
import { useMemo } from "react";
import { diffVersions } from "@/lib/prompts/diff-versions";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { VersionDiffCompact } from "./version-diff-compact";

interface Props {
  theirs: VersionContent;
  mine: VersionContent;
}

export default function EditorTwoDrafts({ theirs, mine }: Props) {
  const diff = useMemo(() => diffVersions(theirs, mine), [theirs, mine]);
  return <VersionDiffCompact diff={diff} from={theirs} to={mine} />;
}
