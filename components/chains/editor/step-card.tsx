"use client";
import { ArrowDown, ArrowUp, Copy, Ellipsis, GripVertical, Trash2 } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton, iconButtonClass } from "@/components/ui/controls/icon-button";
import { lazyView } from "@/components/ui/lazy-view";
import { Menu } from "@/components/ui/overlays/menu";
import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import { StepUse } from "../steps/chain-steps";
import { KindBadge } from "../steps/kind-badge";
import { StepFrame, stepHeadClass } from "../steps/step-frame";
import { StepToggle } from "../steps/step-toggle";
import { type ChainDesk, problemFinder } from "./chain-desk";
import { type EditorStep, renameStep, replaceStep, setExpression } from "./editor-chain";
import { StepChange } from "./step-change";
import { StepCondition } from "./step-condition";
import { StepFacts } from "./step-facts";
import { StepForm } from "./step-form";
import { StepKeyField } from "./step-key-field";
import { StepProblems } from "./step-problems";
import { StepPromptNote } from "./step-prompt-note";

const StepHints = lazyView(() => import("./step-hints"));

export interface StepActions {
  onMove: (id: string, by: -1 | 1) => void;
  onDuplicate: (id: string) => void;
  onRemove: (id: string) => void;
  onToggle: (key: string) => void;
}

interface Props {
  desk: ChainDesk;
  entry: EditorStep;
  index: number;
  isOpen: boolean;
  drop: "above" | "below" | null;
  isDragged: boolean;
  handleProps: ComponentProps<"button">;
  actions: StepActions;
}

/** One step: what it is, what it takes and gives, what follows when it fails; opened, its form. */
export function StepCard(props: Props) {
  const { desk, entry, index, isOpen, drop, isDragged, actions } = props;
  const { id, step } = entry;
  const { check, chain, readOnly } = desk;
  const problems = check.byStep.get(id) ?? [];
  const problemAt = problemFinder(problems);
  const onChange = (next: ChainStep) => desk.change((before) => replaceStep(before, id, next));
  const common = { desk, step, onChange, problemAt };
  return (
    <StepFrame
      number={index + 1}
      isLast={index === chain.steps.length - 1}
      state={problems.length > 0 ? "wrong" : isOpen ? "open" : "plain"}
      {...{ drop, isDragged }}
      data-card={id}
      data-step={step.key}
      aria-label={`Step ${index + 1}, ${step.key}`}
    >
      <header className={stepHeadClass}>
        {!readOnly && <Grip {...props} />}
        <b className="wrap-anywhere">{step.key}</b>
        <KindBadge kind={step.kind} />
        <StepUse project={desk.project} step={step} />
        {step.kind === "prompt" && (
          <StepPromptNote {...{ step, readOnly, onChange }} prompt={check.prompts.get(step.key)} />
        )}
        <StepChange step={step} base={desk.base} />
        <span className="ml-auto flex">
          <StepToggle name={step.key} isOpen={isOpen} onToggle={() => actions.onToggle(step.key)} />
          {!readOnly && <More {...props} />}
        </span>
      </header>
      <StepFacts {...common} {...{ index, isOpen }} />
      {isOpen && (
        <section className="grid gap-3 border-t px-7.5 py-3" aria-label={`Settings of ${step.key}`}>
          <StepKeyField
            key={step.key}
            value={step.key}
            readOnly={readOnly}
            error={problemAt("key")}
            onChange={(key) => {
              desk.change((before) => renameStep(before, id, key));
              actions.onToggle(key);
            }}
          />
          <StepCondition {...common} index={index} />
          <StepForm {...common} />
          {step.kind === "prompt" && <StepHints desk={desk} step={step} />}
        </section>
      )}
      <StepProblems
        problems={problems}
        {...(readOnly
          ? {}
          : {
              onFix: ({ path, fix }) => desk.change((before) => setExpression(before, path, fix)),
            })}
      />
    </StepFrame>
  );
}

function Grip({ desk, entry, index, handleProps, actions }: Props) {
  const { id, step } = entry;
  return (
    <button
      type="button"
      className={cn(iconButtonClass({ size: "xs" }), "-ml-1.5 cursor-grab touch-none")}
      data-grip={id}
      aria-label={`Move ${step.key}, step ${index + 1} of ${desk.chain.steps.length}`}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      title="Drag, or Alt+↑ / Alt+↓"
      onKeyDown={(event) => {
        if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
        event.preventDefault();
        actions.onMove(id, event.key === "ArrowUp" ? -1 : 1);
      }}
      {...handleProps}
    >
      <GripVertical className="size-3.5" aria-hidden="true" />
    </button>
  );
}

function More({ desk, entry: { id, step }, index, actions }: Props) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          size="sm"
          label={`More for ${step.key}`}
          icon={<Ellipsis className="size-3.5" aria-hidden="true" />}
        />
      }
      items={[
        {
          label: "Move up",
          hint: "⌥↑",
          icon: <ArrowUp />,
          disabled: index === 0,
          onSelect: () => actions.onMove(id, -1),
        },
        {
          label: "Move down",
          hint: "⌥↓",
          icon: <ArrowDown />,
          disabled: index === desk.chain.steps.length - 1,
          onSelect: () => actions.onMove(id, 1),
        },
        { label: "Duplicate", icon: <Copy />, onSelect: () => actions.onDuplicate(id) },
        { separator: true },
        { label: "Remove", icon: <Trash2 />, danger: true, onSelect: () => actions.onRemove(id) },
      ]}
    />
  );
}
