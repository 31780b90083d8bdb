import "server-only";
import type { QuickJSContext, QuickJSWASMModule } from "quickjs-emscripten-core";
import { type JsonValue, showValue } from "@/lib/scorers/json-value";

/** Of the script alone; the thread that it runs in has a deadline of its own. */
export const SCRIPT_MS = 1_000;
const MEMORY_BYTES = 64 * 1024 * 1024;
const STACK_BYTES = 256 * 1024;
/** Of what a script returns, as JSON. */
export const MAX_RESULT_CHARACTERS = 20_000;

export interface ScriptInput {
  code: string;
  /** The values of the function's arguments, by name. */
  values: { [name: string]: JsonValue };
  /** Of what it returns, as JSON; `MAX_RESULT_CHARACTERS` without one. */
  mostCharacters?: number;
}

export type ScriptResult =
  | { ok: true; value: JsonValue | undefined }
  | { ok: false; reason: string };

let quickJs: Promise<QuickJSWASMModule> | undefined;

/** Loads the interpreter, once per thread. */
export function loadQuickJs(): Promise<QuickJSWASMModule> {
  quickJs ??= (async () => {
    const [{ newQuickJSWASMModuleFromVariant }, { default: variant }] = await Promise.all([
      import("quickjs-emscripten-core"),
      import("@jitl/quickjs-wasmfile-release-sync"),
    ]);
    return newQuickJSWASMModuleFromVariant(variant);
  })();
  return quickJs;
}

/**
 * Runs the body of a function in an interpreter of its own, which has JavaScript's built-ins and nothing of Node:
 * values go in and come out as JSON. Runs in a thread, since a loop inside one built-in cannot be interrupted.
 */
export async function runScript({ code, values }: ScriptInput): Promise<ScriptResult> {
  const module = await loadQuickJs();
  const runtime = module.newRuntime({
    memoryLimitBytes: MEMORY_BYTES,
    maxStackSizeBytes: STACK_BYTES,
  });
  const until = performance.now() + SCRIPT_MS;
  let isLate = false;
  runtime.setInterruptHandler(() => {
    isLate = performance.now() > until;
    return isLate;
  });
  const context = runtime.newContext();
  try {
    const result = evaluate(context, { code, values });
    context.dispose();
    runtime.dispose();
    return isLate ? tooSlow : result;
  } catch {
    // Its native stack or its last memory is gone, and it cannot be taken down: the next script loads a new one.
    quickJs = undefined;
    return isLate ? tooSlow : tooLarge;
  }
}

const tooSlow: ScriptResult = {
  ok: false,
  reason: `The script took more than ${SCRIPT_MS / 1_000} second and was stopped.`,
};

const tooLarge = {
  ok: false as const,
  reason: "The script took more than 64 MB of memory or nested too deeply, and was stopped.",
} satisfies ScriptResult;

/**
 * JSON.stringify and JSON.parse are taken before the script can replace them, and its result is measured inside,
 * before anything large is copied out. Random numbers are the same each time, so that a verdict is.
 */
const HARNESS = `(function () {
  const { parse, stringify } = JSON;
  const makeFunction = Function;
  const silent = () => undefined;
  globalThis.console = { log: silent, info: silent, debug: silent, warn: silent, error: silent };
  const compile = (...parts) => {
    try {
      return makeFunction(...parts);
    } catch (error) {
      throw { name: "CompileError", message: error.message };
    }
  };
  let seed = 1;
  Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  return function (code, json, most) {
    const values = parse(json);
    const names = ["output", "expected", "input", "context"];
    const run = compile(...names, '"use strict";\\n' + code + "\\n");
    const result = run(...names.map((name) => values[name]));
    if (result !== null && typeof result === "object" && typeof result.then === "function") {
      throw new TypeError("It returned a promise. Return the result itself, without async.");
    }
    const text = result === undefined ? "" : stringify(result);
    if (text === undefined) throw new TypeError("It returned a " + typeof result + ".");
    if (text.length > most) {
      throw new RangeError("It returned more than " + most / 1000 + ",000 characters.");
    }
    return text;
  };
})()`;

function evaluate(
  context: QuickJSContext,
  { code, values, mostCharacters = MAX_RESULT_CHARACTERS }: ScriptInput,
): ScriptResult {
  const harness = context.unwrapResult(context.evalCode(HARNESS, "scorer.js"));
  const source = context.newString(code);
  const json = context.newString(JSON.stringify(values));
  const most = context.newNumber(mostCharacters);
  const called = context.callFunction(harness, context.undefined, source, json, most);
  if (called.error) {
    const reason = describeError(context.dump(called.error));
    called.error.dispose();
    for (const handle of [harness, source, json, most]) handle.dispose();
    return { ok: false, reason };
  }
  const text = context.getString(called.value);
  for (const handle of [harness, source, json, most, called.value]) handle.dispose();
  if (text === "") return { ok: true, value: undefined };
  return { ok: true, value: JSON.parse(text) as JsonValue };
}

/** What a script throws is its own: any value, of any size. */
function describeError(error: unknown): string {
  const { name, message } = (
    typeof error === "object" && error !== null ? error : { message: error }
  ) as { name?: unknown; message?: unknown };
  const text = (typeof message === "string" ? message : showValue(asJson(message))).slice(0, 500);
  if (text === "out of memory") return tooLarge.reason;
  if (name === "CompileError") return `The script is not valid JavaScript: ${text}.`;
  return `The script failed: ${typeof name === "string" ? `${name.slice(0, 100)}: ` : ""}${text}`;
}

/** The interpreter dumps a thrown value as plain data. */
const asJson = (value: unknown) => value as JsonValue | undefined;

/** What is wrong with the code as JavaScript; null when it can be run. Nothing is run. */
export async function findSyntaxError(code: string): Promise<string | null> {
  const result = await runScript({
    code: `try { Function("output", "expected", "input", "context", '"use strict";\\n' + output); return true; } catch (error) { throw { name: "CompileError", message: error.message }; }`,
    values: { output: code },
  });
  return result.ok ? null : result.reason;
}
