"use client";
import { useEffect, useState } from "react";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { ChainSides } from "../chain-diff";
import { type EditorChain, toChain } from "./editor-chain";

const PAUSE_MS = 250;

interface Difference extends ChainSides {
  /** `2 steps differ from v4` */
  text: string;
}

/** What the draft changes about the version it comes from, a moment after typing. */
export function useChainDiff(
  editor: EditorChain,
  base: { number: number; content: ChainContent } | null,
): Difference | null {
  const [difference, setDifference] = useState<Difference | null>(null);
  useEffect(() => {
    if (!base) return setDifference(null);
    let isOld = false;
    const timer = setTimeout(async () => {
      const { compareDraft, differenceText } = await import("../chain-diff");
      if (isOld) return;
      const sides = compareDraft(base, toChain(editor));
      setDifference({ ...sides, text: differenceText(sides.diff, base.number) });
    }, PAUSE_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [editor, base]);
  return base ? difference : null;
}
