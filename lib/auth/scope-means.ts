/** What a key with this scope may do, as people read it in the settings and in the OpenAPI document. */
export const SCOPE_MEANS = {
  "prompts:read": "fetch prompts and what is live",
  "prompts:write": "create prompts and save versions; reads them too",
  "evals:read": "read eval sets and runs",
  "evals:write":
    "change eval sets and start runs; with traces:read also judge traces and keep the week",
  "reviews:write": "ask for and discuss reviews; decides them when it acts as a member",
  "releases:write": "release, roll back and set alerts",
  "traces:read": "read traces and metrics",
  "traces:write": "send traces and feedback; reads none",
  admin: "everything, people and keys too",
} as const;
