/** Where a step's value comes from, taken apart. `path` leads into it; indexes of lists are digits. */
export type Reference =
  | { from: "inputs"; variable: string; path: string[] }
  | { from: "step"; key: string; path: string[] };

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_-]*`;
const PATH = String.raw`(?:\.(?:${NAME}|\d+))*`;
const INPUT = new RegExp(String.raw`^inputs\.(${NAME})(${PATH})$`, "u");
const STEP = new RegExp(String.raw`^steps\.(${NAME})\.output(${PATH})$`, "u");

/** `inputs.<variable>` or `steps.<key>.output`, with a path; null when it is neither. */
export function parseExpression(text: string): Reference | null {
  const input = INPUT.exec(text);
  if (input) return { from: "inputs", variable: input[1] ?? "", path: pathOf(input[2]) };
  const step = STEP.exec(text);
  return step ? { from: "step", key: step[1] ?? "", path: pathOf(step[2]) } : null;
}

const pathOf = (text = "") => (text === "" ? [] : text.slice(1).split("."));

/** A step's key for people: its output as the editor shows it, for example `route.category`. */
export function showExpression(text: string): string {
  const reference = parseExpression(text);
  if (!reference) return text;
  const [root, path] =
    reference.from === "inputs"
      ? [`input.${reference.variable}`, reference.path]
      : [reference.key, reference.path];
  return [root, ...path].join(".");
}
