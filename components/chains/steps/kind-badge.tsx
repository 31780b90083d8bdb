import { BookOpen, Check, Code, MessageSquare, Split, Wrench } from "lucide-react";
import { Badge } from "@/components/ui/data/badge";
import type { StepKind } from "@/lib/prompts/chain/chain-content";
import { KIND_WORDS } from "../chain-words";

const ICONS = {
  prompt: MessageSquare,
  retrieve: BookOpen,
  tool: Wrench,
  route: Split,
  validate: Check,
  code: Code,
};

export function KindIcon({ kind }: { kind: StepKind }) {
  const Icon = ICONS[kind];
  return <Icon className="size-3.5" aria-hidden="true" />;
}

export function KindBadge({ kind }: { kind: StepKind }) {
  return (
    <Badge>
      <KindIcon kind={kind} /> {KIND_WORDS[kind]}
    </Badge>
  );
}
