import type {
  ChainContent,
  ChainStep,
  Expression,
  StepKind,
} from "@/lib/prompts/chain/chain-content";
import { parseExpression } from "@/lib/prompts/chain/parse-expression";

/** A step with a name of its own, so that it stays itself while its key changes and it moves. */
export interface EditorStep {
  id: string;
  step: ChainStep;
}

export interface EditorChain {
  steps: readonly EditorStep[];
  inputs?: ChainContent["inputs"];
  output?: Expression | undefined;
}

/** A draft as the API takes it: it may lack what a version may not. */
export interface DraftContent {
  steps: readonly { key: string; kind: string }[];
}

const BLANK: { [Kind in StepKind]: Extract<ChainStep, { kind: Kind }>["config"] } = {
  prompt: { prompt: "", version: 1 },
  retrieve: { documents: "", topK: 4 },
  tool: {
    tool: { name: "", parameters: { type: "object", properties: {}, required: [] } },
    canned: [],
  },
  route: {
    branches: [{ name: "", when: { value: "", operator: "equals", to: "" } }],
    otherwise: "other",
  },
  validate: { scorer: { kind: "contains", config: {} } },
  code: { code: "return {};" },
};

const isKind = (kind: string): kind is StepKind => Object.hasOwn(BLANK, kind);

/** What a step begins with; it cannot be saved before it is filled in. */
export function blankStep(kind: StepKind, key: string): ChainStep {
  // One object of one kind: the table pairs each kind with its own config.
  return { key, kind, config: structuredClone(BLANK[kind]), input: {} } as ChainStep;
}

/** An address stands in place of a document set and of canned answers, which are then not begun. */
function blankBeside(
  blank: ChainStep["config"],
  written: Partial<ChainStep["config"]> | undefined,
) {
  if (!written || !("url" in written)) return blank;
  return Object.fromEntries(
    Object.entries(blank).filter(([name]) => name !== "documents" && name !== "canned"),
  );
}

/** Whatever a draft holds becomes something that the forms can show. */
function completeStep(written: DraftContent["steps"][number]): ChainStep {
  const kind = isKind(written.kind) ? written.kind : "code";
  const blank = blankStep(kind, written.key);
  const step: Partial<ChainStep> = written.kind === kind ? (written as Partial<ChainStep>) : {};
  // A draft's step is loose; what it does not say comes from the blank one.
  return {
    ...blank,
    ...step,
    config: { ...blankBeside(blank.config, step.config), ...step.config },
    input: { ...step.input },
  } as ChainStep;
}

/** The same ids on the server and in the browser, which both begin here. */
export function toEditorChain({ steps, ...rest }: DraftContent): EditorChain {
  const { inputs, output } = rest as Pick<ChainContent, "inputs" | "output">;
  return {
    steps: steps.map((step, at) => ({ id: `s${at}`, step: completeStep(step) })),
    ...(inputs ? { inputs } : {}),
    ...(output ? { output } : {}),
  };
}

/** What is saved and sent. Parts that are empty are left out, so that they are not a difference. */
export function toChain({ steps, inputs, output }: EditorChain): ChainContent {
  return {
    steps: steps.map(({ step }) => step),
    ...(inputs ? { inputs } : {}),
    ...(output ? { output } : {}),
  };
}

/** Only the content of a saved version. */
export const chainPart = ({ steps, inputs, output }: ChainContent): ChainContent => ({
  steps,
  ...(inputs ? { inputs } : {}),
  ...(output ? { output } : {}),
});

let lastId = 0;

export function keyedStep(step: ChainStep): EditorStep {
  lastId += 1;
  return { id: `new${lastId}`, step };
}

/** A key that no other step has: `answer`, then `answer_2`. */
export function freeKey(steps: readonly EditorStep[], word: string): string {
  const keys = steps.map(({ step }) => step.key);
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? word : `${word}_${n}`;
    if (!keys.includes(key)) return key;
  }
}

export function replaceStep(chain: EditorChain, id: string, step: ChainStep): EditorChain {
  return {
    ...chain,
    steps: chain.steps.map((each) => (each.id === id ? { id, step } : each)),
  };
}

export function insertStep(chain: EditorChain, at: number, added: EditorStep): EditorChain {
  return { ...chain, steps: chain.steps.toSpliced(Math.min(at, chain.steps.length), 0, added) };
}

export function moveStep(chain: EditorChain, id: string, to: number): EditorChain {
  const from = chain.steps.findIndex((each) => each.id === id);
  const entry = chain.steps[from];
  if (!entry || to < 0 || to >= chain.steps.length || to === from) return chain;
  return { ...chain, steps: chain.steps.toSpliced(from, 1).toSpliced(to, 0, entry) };
}

/** Renames a step, also wherever another step or the chain's output names it. */
export function renameStep(chain: EditorChain, id: string, key: string): EditorChain {
  const before = chain.steps.find((each) => each.id === id)?.step.key;
  if (before === undefined || before === key) return chain;
  // With a second step of that name, nobody can say which one is meant.
  const isShared = chain.steps.some((each) => each.id !== id && each.step.key === before);
  const rename = (text: Expression): Expression => {
    const reference = parseExpression(text);
    if (reference?.from !== "step" || reference.key !== before || isShared) return text;
    return ["steps", key, "output", ...reference.path].join(".");
  };
  const steps = chain.steps.map(({ id: one, step }): EditorStep => {
    const input = Object.fromEntries(
      Object.entries(step.input).map(([name, expression]) => [name, rename(expression)]),
    );
    const { onlyIf } = step;
    const isNamed = onlyIf?.step === before && !isShared;
    return {
      id: one,
      step: {
        ...step,
        key: one === id ? key : step.key,
        input,
        ...(isNamed ? { onlyIf: { ...onlyIf, step: key } } : {}),
      },
    };
  });
  return { ...chain, steps, ...(chain.output ? { output: rename(chain.output) } : {}) };
}

/** Puts an expression where a problem's path says: `steps.2.input.cited` or `output`. */
export function setExpression(chain: EditorChain, path: string, text: Expression): EditorChain {
  if (path === "output") return { ...chain, output: text };
  const [, index, name] = /^steps\.(\d+)\.input\.(.+)$/.exec(path) ?? [];
  const entry = chain.steps[Number(index)];
  if (!entry || name === undefined) return chain;
  const { id, step } = entry;
  return replaceStep(chain, id, { ...step, input: { ...step.input, [name]: text } });
}
