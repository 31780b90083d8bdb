/** What a key with this scope may do, as people read it in the settings and in the OpenAPI document. */
export const SCOPE_MEANS = {
  "prompts:read": "fetch prompts and live versions",
  "prompts:write": "create prompts, save versions and read both",
  "evals:read": "read eval sets and runs",
  "evals:write":
    "change eval sets and start runs; with traces:read also review traces and edit the week",
  "reviews:write": "request and discuss reviews; decide them when acting as a member",
  "releases:write": "release, roll back and set alerts",
  "traces:read": "read traces and metrics",
  "traces:write": "send traces and feedback, without reading them",
  admin: "everything, including members and keys",
} as const;
