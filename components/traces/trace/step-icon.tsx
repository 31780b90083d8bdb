import { AlignLeft, Check, MessageSquare, Search, Split, Wrench } from "lucide-react";
import { KIND_LABEL } from "@/components/traces/trace-words";
import type { StepKind } from "@/lib/traces/span";

const ICON: Record<StepKind, typeof Check> = {
  llm: MessageSquare,
  retrieval: Search,
  tool: Wrench,
  route: Split,
  validate: Check,
  other: AlignLeft,
};

export function StepIcon({ kind }: { kind: StepKind }) {
  const Icon = ICON[kind];
  return (
    <span className="text-text-3 flex-none" title={KIND_LABEL[kind]}>
      <Icon className="size-3.5" aria-hidden="true" />
      <span className="sr-only">{KIND_LABEL[kind]}: </span>
    </span>
  );
}
