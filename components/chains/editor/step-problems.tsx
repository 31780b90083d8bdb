"use client";
import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { showExpression } from "@/lib/prompts/chain/parse-expression";
import type { ChainProblem } from "./use-chain-check";

interface Props {
  problems: readonly ChainProblem[];
  /** Puts the expression that would be right in its place. */
  onFix?: (problem: ChainProblem & { fix: string }) => void;
}

/** What is wrong, and the way out where there is one. */
export function StepProblems({ problems, onFix }: Props) {
  if (problems.length === 0) return null;
  return (
    <ul
      className="m-0 grid list-none gap-1.5 rounded-b border-t border-fail-border bg-fail-bg px-3 py-2 text-12/4.5"
      aria-label="Problems"
    >
      {problems.map(({ path, message, fix }) => (
        <li key={`${path} ${message}`} className="flex items-center gap-2">
          <TriangleAlert className="size-3.5 flex-none text-fail" aria-hidden="true" />
          <span className="min-w-0 wrap-anywhere">{message}</span>
          {fix !== undefined && onFix && (
            <Button
              size="sm"
              className="ml-auto flex-none"
              onClick={() => onFix({ path, message, fix })}
            >
              Use {showExpression(fix)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
