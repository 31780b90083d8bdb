import "server-only";
import type { ErrorObject } from "ajv";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import type { ContentProblem } from "./check-content";
import type { VersionContent } from "./version-contract";

const longestSchema = 200_000;

/** Problems of a JSON Schema (2020-12, or draft-07 where `$schema` says so); empty when valid. */
export function schemaProblems(schema: unknown, path: string): ContentProblem[] {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema))
    return [{ path, message: 'A JSON Schema is an object, for example { "type": "object" }.' }];
  if (JSON.stringify(schema).length > longestSchema)
    return [{ path, message: "A JSON Schema has at most 200,000 characters." }];
  const ajv = compilerFor(schema);
  if (!ajv.validateSchema(schema))
    return (ajv.errors ?? []).slice(0, 5).map((error) => ({
      path: [path, ...error.instancePath.split("/").slice(1).map(unescapePointer)].join("."),
      message: explain(error),
    }));
  try {
    ajv.compile(schema);
    return [];
  } catch (error) {
    // Only compiling finds a `$ref` to nowhere.
    return [{ path, message: error instanceof Error ? `${error.message}.` : "It cannot be read." }];
  }
}

/** Every tool's parameters (an object schema, as providers ask for) and the output schema. */
export function validateTools(
  content: Pick<VersionContent, "tools" | "outputSchema">,
): ContentProblem[] {
  const problems: ContentProblem[] = [];
  for (const [index, tool] of (content.tools ?? []).entries()) {
    const path = `tools.${index}.parameters`;
    const schemaErrors = schemaProblems(tool.parameters, path);
    if (schemaErrors.length === 0 && tool.parameters.type !== "object")
      problems.push({
        path: `${path}.type`,
        message: `The parameters of “${tool.name}” need "type": "object": providers call a tool with named arguments.`,
      });
    problems.push(...schemaErrors);
  }
  if (content.outputSchema !== undefined)
    problems.push(...schemaProblems(content.outputSchema, "outputSchema"));
  return problems;
}

function compilerFor(schema: object): Ajv {
  const options = { strict: false, allErrors: true, logger: false, addUsedSchema: false } as const;
  const dialect = "$schema" in schema ? String(schema.$schema) : "";
  const ajv = /draft-0[67]/.test(dialect) ? new Ajv(options) : new Ajv2020(options);
  addFormats(ajv);
  return ajv;
}

function explain(error: ErrorObject): string {
  if (error.keyword === "enum" && Array.isArray(error.params.allowedValues))
    return `It must be one of ${error.params.allowedValues.join(", ")}.`;
  return `It ${error.message ?? "is not valid"}.`;
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

// The package is CommonJS: bundlers and Node disagree on where its default export sits.
const addFormats: (ajv: Ajv) => unknown =
  typeof addFormatsModule === "function"
    ? addFormatsModule
    : Reflect.get(addFormatsModule, "default");
