"use client";
import { ChevronDown } from "lucide-react";
import { lazy, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { WhenUsed } from "@/components/ui/text/when-used";
import type { Spec } from "@/lib/specs/contract";

const SpecHistoryDialog = lazy(() => import("./spec-history-dialog"));

interface Props {
  project: string;
  name: string;
  revision: number;
  /** null: the person may only read. Answers whether it was written. */
  onRestore: ((spec: Spec) => Promise<boolean>) | null;
}

/** The newest revision; opens the history. */
export function SpecHistory(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        Revision {props.revision} <ChevronDown aria-hidden="true" />
      </Button>
      <WhenUsed open={isOpen}>
        <SpecHistoryDialog {...props} open={isOpen} onOpenChange={setIsOpen} />
      </WhenUsed>
    </>
  );
}
