import { ChevronDown, ChevronUp } from "lucide-react";
import { IconButton } from "@/components/ui/controls/icon-button";

interface Props {
  /** The step's key. */
  name: string;
  isOpen: boolean;
  onToggle: () => void;
}

/** Opens and closes a step's form. */
export function StepToggle({ name, isOpen, onToggle }: Props) {
  const Icon = isOpen ? ChevronUp : ChevronDown;
  return (
    <IconButton
      size="sm"
      label={isOpen ? `Close ${name}` : `Open ${name}`}
      aria-expanded={isOpen}
      icon={<Icon className="size-3.5" aria-hidden="true" />}
      onClick={onToggle}
    />
  );
}
