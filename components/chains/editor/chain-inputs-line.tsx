"use client";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { ChainInputs } from "../steps/chain-steps";
import type { ChainDesk } from "./chain-desk";
import { toChain } from "./editor-chain";
import { StepProblems } from "./step-problems";

const ChainInputsForm = lazy(() => import("./chain-inputs-form"));

/** What the chain takes, in a line; opened, one row for each. */
export function ChainInputsLine({ desk }: { desk: ChainDesk }) {
  const [isOpen, setOpen] = useState(false);
  const problems = desk.check.problems.filter(({ path }) => path.startsWith("inputs"));
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-2">
        <ChainInputs content={toChain(desk.chain)} />
        {!desk.readOnly && (
          <Button
            size="xs"
            variant="ghost"
            className="ml-auto flex-none"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? "Done" : "Edit input"}
          </Button>
        )}
      </div>
      {isOpen && (
        <Suspense fallback={<div className="h-24" aria-busy="true" />}>
          <ChainInputsForm desk={desk} />
        </Suspense>
      )}
      <StepProblems problems={problems} />
    </div>
  );
}
