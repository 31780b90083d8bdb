import type { VersionedKind } from "@/lib/prompts/contract";
import { writeKey, writeVariables } from "./write-variables";

export const CLIENTS = [
  { value: "galley", label: "Galley SDK", hint: "TypeScript, Node and edge" },
  { value: "ai-sdk", label: "Vercel AI SDK", hint: "generateText, streamText" },
  { value: "openai", label: "OpenAI SDK", hint: "chat.completions" },
  { value: "langfuse", label: "Langfuse client", hint: "3 and 5, unchanged code" },
  { value: "openfeature", label: "OpenFeature", hint: "any language, by OFREP" },
  { value: "curl", label: "curl", hint: "plain HTTP" },
] as const;
export type Client = (typeof CLIENTS)[number]["value"];

export interface SnippetFacts {
  baseUrl: string;
  project: string;
  environment: string;
  prompt: string;
  kind: VersionedKind;
  /** As the live version has them. */
  variables: readonly string[];
  placeholders: readonly string[];
  /** The key, or what stands for one that is not shown. */
  apiKey: string;
}

export interface Snippet {
  install: string | null;
  /** For the `.env` file, or the shell. */
  environment: string;
  environmentFile: ".env" | "shell";
  file: string;
  code: string;
}

type Written = Omit<Snippet, "environmentFile">;

const WRITERS: Record<Client, (facts: SnippetFacts) => Written> = {
  galley: writeGalley,
  "ai-sdk": writeAiSdk,
  openai: writeOpenAi,
  langfuse: writeLangfuse,
  openfeature: writeOpenFeature,
  curl: writeCurl,
};

/** What to install, to set and to write, so that the first request can be made. */
export function writeSnippet(client: Client, facts: SnippetFacts): Snippet {
  const environmentFile = client === "curl" ? "shell" : ".env";
  return { ...WRITERS[client](facts), environmentFile };
}

const UNIT = "customer-42";
const ownKey = ({ apiKey }: SnippetFacts) => `GALLEY_API_KEY=${apiKey}`;
const text = JSON.stringify;

/** `support/triage` is read in `triage.ts`. */
const fileOf = ({ prompt }: SnippetFacts) => `${prompt.split("/").at(-1)}.ts`;

const ONE_LINE = 48;

/** What `compile` and its like are given, on lines of their own when it is long. */
function argumentsOf(
  { variables, placeholders }: SnippetFacts,
  indent: string,
  writeChats = (chats: string) => `{ placeholders: ${chats} }`,
): string {
  const chats = placeholders.map((name) => `${writeKey(name)}: []`).join(", ");
  const all = [writeVariables(variables), ...(chats ? [writeChats(`{ ${chats} }`)] : [])];
  const line = all.join(", ");
  if (line.length <= ONE_LINE) return line;
  return `\n${all.map((one) => `${indent}  ${one},\n`).join("")}${indent}`;
}

/** Around the call of a model, which the clients of model providers differ in. */
function withGalley(
  facts: SnippetFacts,
  { imports, call }: { imports: readonly string[]; call: readonly string[] },
): string {
  return [
    ...imports,
    "",
    "const galley = new Galley({",
    `  baseUrl: ${text(facts.baseUrl)},`,
    "  apiKey: process.env.GALLEY_API_KEY!,",
    `  environment: ${text(facts.environment)},`,
    "});",
    "",
    "// The unit is whoever should always see the same version.",
    `const prompt = await galley.prompt(${text(facts.prompt)}, {`,
    `  unit: ${text(UNIT)},`,
    "});",
    ...call,
    "",
    "// Now, or later from any process that has the token.",
    'await galley.outcome(prompt.token, { outcome: "succeeded" });',
    "await galley.close();",
  ].join("\n");
}

function writeGalley(facts: SnippetFacts): Written {
  const imports = ['import { Galley } from "galley-sdk";'];
  const call = [
    "const answer = await galley.track(prompt, async () => {",
    `  const messages = prompt.compile(${argumentsOf(facts, "  ")});`,
    "  return callYourModel(messages, prompt.settings);",
    "});",
  ];
  return {
    install: "npm install galley-sdk",
    environment: ownKey(facts),
    file: fileOf(facts),
    code: withGalley(facts, { imports, call }),
  };
}

function writeAiSdk(facts: SnippetFacts): Written {
  const imports = [
    'import { openai } from "@ai-sdk/openai";',
    'import { generateText } from "ai";',
    'import { Galley } from "galley-sdk";',
  ];
  const call = [
    "const answer = await galley.track(prompt, () =>",
    "  generateText({",
    '    model: openai(prompt.model?.name ?? "gpt-4.1-mini"),',
    `    ...prompt.toAiSdk(${argumentsOf(facts, "    ")}),`,
    "  }),",
    ");",
  ];
  return {
    install: "npm install galley-sdk ai @ai-sdk/openai",
    environment: ownKey(facts),
    file: fileOf(facts),
    code: withGalley(facts, { imports, call }),
  };
}

function writeOpenAi(facts: SnippetFacts): Written {
  const imports = [
    'import { Galley } from "galley-sdk";',
    'import OpenAI from "openai";',
    "",
    "const openai = new OpenAI();",
  ];
  const call = [
    "const answer = await galley.track(prompt, () =>",
    `  openai.chat.completions.create(prompt.toOpenAI(${argumentsOf(facts, "  ")})),`,
    ");",
  ];
  return {
    install: "npm install galley-sdk openai",
    environment: ownKey(facts),
    file: fileOf(facts),
    code: withGalley(facts, { imports, call }),
  };
}

function writeLangfuse(facts: SnippetFacts): Written {
  const values = argumentsOf(facts, "", (chats) => chats);
  return {
    install: "npm install @langfuse/client",
    environment: [
      `LANGFUSE_BASE_URL=${facts.baseUrl}`,
      "LANGFUSE_PUBLIC_KEY=galley",
      `LANGFUSE_SECRET_KEY=${facts.apiKey}`,
    ].join("\n"),
    file: fileOf(facts),
    code: [
      'import { LangfuseClient } from "@langfuse/client";',
      "",
      "const langfuse = new LangfuseClient();",
      "",
      "// A label is an environment.",
      `const prompt = await langfuse.prompt.get(${text(facts.prompt)}, {`,
      `  label: ${text(facts.environment)},`,
      `  type: ${text(facts.kind)},`,
      "});",
      `const messages = prompt.compile(${values});`,
    ].join("\n"),
  };
}

function writeOpenFeature(facts: SnippetFacts): Written {
  return {
    install: "npm install @openfeature/server-sdk @openfeature/ofrep-provider",
    environment: ownKey(facts),
    file: fileOf(facts),
    code: [
      'import { OFREPProvider } from "@openfeature/ofrep-provider";',
      'import { OpenFeature } from "@openfeature/server-sdk";',
      "",
      "await OpenFeature.setProviderAndWait(",
      "  new OFREPProvider({",
      `    baseUrl: ${text(facts.baseUrl)},`,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the snippet
      '    headers: [["Authorization", `Bearer ${process.env.GALLEY_API_KEY}`]],',
      "  }),",
      ");",
      "",
      "// The targeting key is whoever should always see the same version.",
      "const { value, variant } = await OpenFeature.getClient().getObjectDetails(",
      `  ${text(facts.prompt)},`,
      "  {},",
      `  { targetingKey: ${text(UNIT)}, environment: ${text(facts.environment)} },`,
      ");",
    ].join("\n"),
  };
}

function writeCurl(facts: SnippetFacts): Written {
  const query = new URLSearchParams({ environment: facts.environment, unit: UNIT });
  const path = `/api/v1/projects/${facts.project}/prompts/${encodeURIComponent(facts.prompt)}`;
  return {
    install: null,
    environment: `export ${ownKey(facts)}`,
    file: "request",
    code: [
      'curl -H "authorization: Bearer $GALLEY_API_KEY" \\',
      `  ${text(`${facts.baseUrl}${path}/served?${query}`)}`,
    ].join("\n"),
  };
}
