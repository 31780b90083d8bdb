import { beforeAll, expect, test } from "vitest";
import { sections } from "@/app/api/v1/openapi.json/sections";
import { describeApi } from "@/lib/http/openapi";

interface Answer {
  content?: Record<string, { schema?: object }>;
}
interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  responses: Record<string, Answer>;
}

let text: string;
let tags: string[];
let schemas: string[];
let operations: [name: string, operation: Operation][];

beforeAll(() => {
  text = JSON.stringify(describeApi(sections, "https://prompts.acme.example"));
  const document = JSON.parse(text) as {
    tags: { name: string }[];
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, object> };
  };
  tags = document.tags.map(({ name }) => name);
  schemas = Object.keys(document.components.schemas);
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});

const without = (isThere: (operation: Operation) => boolean) =>
  operations.filter(([, operation]) => !isThere(operation)).map(([name]) => name);

const hasSchemas = ({ content }: Answer) =>
  content !== undefined &&
  Object.values(content).length > 0 &&
  Object.values(content).every(({ schema }) => schema !== undefined);

test("every operation has an id of its own", () => {
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test("every operation has one tag, a summary and a description", () => {
  expect(
    without((operation) => operation.tags.length === 1 && tags.includes(operation.tags[0] ?? "")),
  ).toEqual([]);
  expect(without(({ summary, description }) => summary !== "" && description !== "")).toEqual([]);
});

test("every success has a schema, but for what has no content", () => {
  const isDescribed = ({ responses }: Operation) =>
    Object.entries(responses)
      .filter(([status]) => status.startsWith("2") && status !== "204")
      .every(([, answer]) => hasSchemas(answer));
  expect(without(isDescribed)).toEqual([]);
});

test("every error has a schema", () => {
  expect(
    without(({ responses }) =>
      ["4XX", "5XX"].every((status) => hasSchemas(responses[status] ?? {})),
    ),
  ).toEqual([]);
});

test.each(["/served", "/serving", "/api/public/ingestion", "/api/public/otel/v1/traces"])(
  "%s is described",
  (path) => {
    const matching = operations.filter(([name]) => name.endsWith(path));
    expect(matching).toHaveLength(1);
  },
);

test("no schema has a generated name, and each that is named exists", () => {
  expect(schemas.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name))).toEqual([]);
  const referred = [...text.matchAll(/#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
  expect(referred.filter((name) => !schemas.includes(name ?? ""))).toEqual([]);
});
