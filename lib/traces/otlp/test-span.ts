import type { RawSpan } from "./raw-span";

const START = Date.UTC(2026, 10, 20, 9, 30);

/** A span for tests: a root of 800 ms unless told otherwise. */
export function makeRawSpan(overrides: Partial<RawSpan> = {}): RawSpan {
  return {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    id: "b7ad6b7169203331",
    parentId: null,
    name: "a span",
    startedAt: new Date(START),
    endedAt: new Date(START + 800),
    isError: false,
    statusMessage: "",
    attributes: {},
    events: [],
    resource: {},
    scope: "test",
    ...overrides,
  };
}
