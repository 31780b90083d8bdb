"use client";
import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { dropPlace, useCardDrag } from "@/components/prompts/editor/editor-drag";
import { Button } from "@/components/ui/controls/button";
import { Empty } from "@/components/ui/empty";
import { Menu } from "@/components/ui/overlays/menu";
import { toast } from "@/components/ui/overlays/toast";
import type { StepKind } from "@/lib/prompts/chain/chain-content";
import { KIND_HELP, KIND_KEYS, KIND_WORDS } from "../chain-words";
import { KindIcon } from "../steps/kind-badge";
import type { ChainDesk } from "./chain-desk";
import { ChainInputsLine } from "./chain-inputs-line";
import { ChainOutputLine } from "./chain-output-line";
import { blankStep, freeKey, insertStep, keyedStep, moveStep } from "./editor-chain";
import { stepsClass } from "./frame-class";
import { type StepActions, StepCard } from "./step-card";
import { StepProblems } from "./step-problems";
import { stepIndexOf } from "./use-chain-check";

interface Props {
  desk: ChainDesk;
  /** The key of the step whose form is open. */
  open: string | null;
  onOpen: (key: string | null) => void;
}

const KINDS: readonly StepKind[] = ["prompt", "retrieve", "tool", "route", "validate", "code"];

/** The chain from its input down to its output, step by step. */
export function StepList(props: Props) {
  const { desk, open, onOpen } = props;
  const { steps } = desk.chain;
  const { list, news, moveTo, actions } = useStepActions(props);
  const { drag, handleProps } = useCardDrag(list, moveTo);
  const ids = steps.map(({ id }) => id);
  // Those of a step, of the inputs and of the output stand there.
  const others = desk.check.problems.filter(
    ({ path }) => stepIndexOf(path) === null && !/^(?:inputs|output)(?:\.|$)/.test(path),
  );
  const addButton = !desk.readOnly && <AddStep desk={desk} onAdded={onOpen} />;
  return (
    <section className={stepsClass} aria-label="Steps" ref={list}>
      <ChainInputsLine desk={desk} />
      {steps.length > 0 && <StepProblems problems={others} />}
      {steps.length === 0 ? (
        <Empty title="No steps yet" actions={addButton} className="mt-3">
          Each step has one responsibility. Begin with what decides first: a prompt or code that
          names the case, then a route.
        </Empty>
      ) : (
        <>
          <ol className="m-0 mt-2 list-none p-0">
            {steps.map((entry, index) => (
              <StepCard
                key={entry.id}
                {...{ desk, entry, index, actions }}
                isOpen={open === entry.step.key}
                drop={dropPlace(ids, drag, entry.id)}
                isDragged={drag?.key === entry.id}
                handleProps={handleProps(entry.id, index)}
              />
            ))}
          </ol>
          <div className="flex flex-wrap items-center gap-2 pl-8">
            {addButton}
            <ChainOutputLine desk={desk} />
          </div>
        </>
      )}
      <p className="sr-only" aria-live="polite">
        {news}
      </p>
    </section>
  );
}

interface AddStepProps {
  desk: ChainDesk;
  onAdded: (key: string) => void;
}

/** Below the last step. */
function AddStep({ desk, onAdded }: AddStepProps) {
  const { chain, change } = desk;
  const add = (kind: StepKind) => {
    const key = freeKey(chain.steps, KIND_KEYS[kind]);
    change((before) => insertStep(before, before.steps.length, keyedStep(blankStep(kind, key))));
    onAdded(key);
  };
  return (
    <Menu
      trigger={
        <Button size="sm" variant="ghost" icon={<Plus aria-hidden="true" />}>
          Step
        </Button>
      }
      items={KINDS.map((kind) => ({
        label: KIND_WORDS[kind],
        description: KIND_HELP[kind],
        icon: <KindIcon kind={kind} />,
        onSelect: () => add(kind),
      }))}
    />
  );
}

/** What happens to the steps, and what a screen reader hears of it. */
function useStepActions({ desk, open, onOpen }: Props) {
  const { chain, change } = desk;
  const { steps } = chain;
  const list = useRef<HTMLElement>(null);
  const focusGrip = useRef<string | null>(null);
  const [news, setNews] = useState("");

  // Moving its element takes the focus from the handle; the next step needs it there.
  useEffect(() => {
    if (!focusGrip.current || steps.length === 0) return;
    list.current?.querySelector<HTMLElement>(`[data-grip="${focusGrip.current}"]`)?.focus();
    focusGrip.current = null;
  }, [steps]);

  const moveTo = (id: string, to: number) => {
    change((before) => moveStep(before, id, to));
    setNews(`Step moved to position ${to + 1} of ${steps.length}.`);
  };
  const actions: StepActions = {
    onMove(id, by) {
      const to = steps.findIndex((each) => each.id === id) + by;
      if (to < 0 || to >= steps.length) return;
      focusGrip.current = id;
      moveTo(id, to);
    },
    onDuplicate(id) {
      const at = steps.findIndex((each) => each.id === id);
      const step = steps[at]?.step;
      if (!step) return;
      const key = freeKey(steps, step.key);
      change((before) => insertStep(before, at + 1, keyedStep({ ...structuredClone(step), key })));
      onOpen(key);
    },
    onRemove(id) {
      const at = steps.findIndex((each) => each.id === id);
      const entry = steps[at];
      if (!entry) return;
      change((before) => ({ ...before, steps: before.steps.filter((each) => each.id !== id) }));
      setNews(`Step ${entry.step.key} removed.`);
      toast(`${entry.step.key} removed`, {
        action: { label: "Undo", onClick: () => change((now) => insertStep(now, at, entry)) },
      });
    },
    onToggle: (key) => onOpen(key === open ? null : key),
  };
  return { list, news, moveTo, actions };
}
