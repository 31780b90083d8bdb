import type { FieldError } from "@/lib/http/app-error";
import { isKnownVariable } from "@/lib/prompts/template/list-variables";
import { nearestName } from "@/lib/prompts/template/nearest-name";
import type { ChainContent, ChainStep } from "./chain-content";
import { parseExpression } from "./parse-expression";
import { type OutputSchema, outputOf, type PinnedPrompt, pinOf, schemaAt } from "./step-output";

/** A wiring mistake at its step. `fix` is an expression that would be right. */
export interface WiringProblem extends FieldError {
  fix?: string;
}

/** Inputs that a kind of step cannot do without. */
const NEEDS: Partial<Record<ChainStep["kind"], string>> = { retrieve: "query", validate: "value" };

/**
 * What keeps the steps of a chain from working together: values that nothing gives, values of later steps, inputs that
 * a prompt needs and does not get. Paths are those of the API: `steps.<index>.input.<name>`.
 */
export function checkWiring(
  chain: ChainContent,
  prompts: ReadonlyMap<string, PinnedPrompt>,
): WiringProblem[] {
  const problems: WiringProblem[] = [];
  const outputs = new Map<string, OutputSchema>();
  const inputs = chain.inputs ?? null;
  const check = (expression: string, path: string) => {
    const problem = findMistake(expression, {
      inputs,
      outputs,
      keys: chain.steps.map(({ key }) => key),
    });
    if (problem) problems.push({ path, ...problem });
  };
  for (const [index, step] of chain.steps.entries()) {
    const place = `steps.${index}`;
    if (outputs.has(step.key)) {
      problems.push({
        path: `${place}.key`,
        message: `Two steps are called “${step.key}”. Rename one.`,
      });
    }
    for (const [name, expression] of Object.entries(step.input))
      check(expression, `${place}.input.${name}`);
    problems.push(...checkNeeds(step, place, prompts), ...checkBranches(step, index, chain.steps));
    outputs.set(step.key, outputOf(step, prompts, makeSchemaOf(inputs, outputs)));
  }
  if (chain.output !== undefined) check(chain.output, "output");
  return problems;
}

/** What is known of each step's output before it runs. */
export function listOutputs(
  chain: ChainContent,
  prompts: ReadonlyMap<string, PinnedPrompt>,
): { key: string; schema: OutputSchema }[] {
  const outputs = new Map<string, OutputSchema>();
  return chain.steps.map((step) => {
    const schema = outputOf(step, prompts, makeSchemaOf(chain.inputs ?? null, outputs));
    outputs.set(step.key, schema);
    return { key: step.key, schema };
  });
}

function makeSchemaOf(inputs: OutputSchema, outputs: ReadonlyMap<string, OutputSchema>) {
  return (expression: string): OutputSchema => {
    const reference = parseExpression(expression);
    if (!reference) return null;
    const root =
      reference.from === "inputs"
        ? schemaAt(inputs, [reference.variable])
        : { schema: outputs.get(reference.key) ?? null };
    if (!("schema" in root)) return null;
    const value = schemaAt(root.schema, reference.path);
    return "schema" in value ? value.schema : null;
  };
}

interface Scope {
  inputs: OutputSchema;
  /** Of the steps before. */
  outputs: ReadonlyMap<string, OutputSchema>;
  keys: readonly string[];
}

function findMistake(
  expression: string,
  { inputs, outputs, keys }: Scope,
): { message: string; fix?: string } | null {
  const reference = parseExpression(expression);
  if (!reference) return { message: "Write inputs.<variable> or steps.<key>.output." };
  if (reference.from === "inputs") {
    const value = schemaAt(inputs, [reference.variable, ...reference.path]);
    if (!("missing" in value)) return null;
    return explainMissing(value, {
      owner: "The chain's input",
      root: "inputs",
      reference: [reference.variable, ...reference.path],
    });
  }
  const { key, path } = reference;
  if (!outputs.has(key)) {
    if (keys.includes(key)) {
      return {
        message: `“${key}” does not run before this step. Use an earlier step, or move it up.`,
      };
    }
    const near = nearestName(key, [...outputs.keys()]);
    const fix = near && ["steps", near, "output", ...path].join(".");
    const advice = near ? ` Did you mean “${near}”?` : " Name an earlier step.";
    return { message: `There is no step “${key}”.${advice}`, ...(fix ? { fix } : {}) };
  }
  const value = schemaAt(outputs.get(key) ?? null, path);
  if (!("missing" in value)) return null;
  return explainMissing(value, { owner: `“${key}”`, root: `steps.${key}.output`, reference: path });
}

function explainMissing(
  { missing, members }: { missing: string; members: string[] },
  { owner, root, reference }: { owner: string; root: string; reference: string[] },
): { message: string; fix?: string } {
  if (members.length === 0) {
    return { message: `${owner} has no “${missing}”: its output is text. Use ${root}.`, fix: root };
  }
  const near =
    nearestName(missing, members) ?? members.find((member) => sharesStem(member, missing));
  const what = root === "inputs" ? missing : `output “${missing}”`;
  const list = members.slice(0, 8).join(", ");
  if (!near) return { message: `${owner} has no ${what}. It has ${list}.` };
  const fix = [root, ...reference.map((name) => (name === missing ? near : name))].join(".");
  return { message: `${owner} has no ${what}. Did you mean “${near}”?`, fix };
}

/** `citations` and `cited` mean one thing more often than not. */
const sharesStem = (one: string, two: string) =>
  one.slice(0, 3).toLowerCase() === two.slice(0, 3).toLowerCase();

function checkNeeds(
  step: ChainStep,
  place: string,
  prompts: ReadonlyMap<string, PinnedPrompt>,
): WiringProblem[] {
  const inputNames = Object.keys(step.input);
  const needed = NEEDS[step.kind];
  if (needed !== undefined) {
    if (inputNames.includes(needed)) return [];
    return [{ path: `${place}.input.${needed}`, message: `Say where “${needed}” comes from.` }];
  }
  if (step.kind === "route") return checkConditions(step, place);
  if (step.kind === "tool") return checkParameters(step, place);
  if (step.kind !== "prompt") return [];
  const { prompt: name, version } = step.config;
  const prompt = prompts.get(pinOf(step.config));
  if (!prompt) {
    return [
      { path: `${place}.config.version`, message: `There is no version ${version} of ${name}.` },
    ];
  }
  return prompt.variables
    .filter((variable) => !isKnownVariable(variable, inputNames))
    .map((variable) => ({
      path: `${place}.input.${variable.split(".")[0]}`,
      message: `${name} v${version} needs {{${variable}}}. Say where it comes from.`,
    }));
}

function checkParameters(
  { config, input }: Extract<ChainStep, { kind: "tool" }>,
  place: string,
): WiringProblem[] {
  const { required } = config.tool.parameters;
  if (!Array.isArray(required)) return [];
  return required
    .filter((name): name is string => typeof name === "string" && !Object.hasOwn(input, name))
    .map((name) => ({
      path: `${place}.input.${name}`,
      message: `${config.tool.name} needs “${name}”. Say where it comes from.`,
    }));
}

function checkConditions(
  { config, input }: Extract<ChainStep, { kind: "route" }>,
  place: string,
): WiringProblem[] {
  const inputNames = Object.keys(input);
  return config.branches.flatMap(({ when }, index) =>
    inputNames.includes(when.value)
      ? []
      : [
          {
            path: `${place}.config.branches.${index}.when.value`,
            message: `The step has no input “${when.value}”. Add it, or use another.`,
          },
        ],
  );
}

function checkBranches(
  { onlyIf }: ChainStep,
  index: number,
  steps: readonly ChainStep[],
): WiringProblem[] {
  if (!onlyIf) return [];
  const path = `steps.${index}.onlyIf.step`;
  const route = steps.slice(0, index).find(({ key }) => key === onlyIf.step);
  if (route?.kind !== "route") {
    return [{ path, message: `“${onlyIf.step}” is not a route before this step.` }];
  }
  const names = [...route.config.branches.map(({ name }) => name), route.config.otherwise];
  return onlyIf.is
    .filter((name) => !names.includes(name))
    .map((name) => ({
      path: `steps.${index}.onlyIf.is`,
      message: `“${route.key}” has no branch “${name}”. It has ${names.join(", ")}.`,
    }));
}
