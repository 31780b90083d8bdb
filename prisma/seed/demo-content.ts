import type {
  ChatMessage,
  JsonSchema,
  ModelRef,
  ModelSettings,
} from "../../lib/providers/contract";

/** One version of a demo prompt as `saveVersion` takes it, and who saves it, oldest first. */
export type DemoVersion = {
  author: DemoPersonKey;
  commitMessage: string;
  ticketUrl: string | null;
  messages: ChatMessage[];
  model: ModelRef;
  settings: ModelSettings;
  outputSchema?: JsonSchema;
};

export type DemoPrompt = {
  name: string;
  kind: "chat" | "text";
  description: string;
  owner: DemoPersonKey;
  versions: DemoVersion[];
};

export type DemoCase = {
  key: string;
  kind: "routine" | "edge" | "adversarial" | "malformed" | "production";
  split: "development" | "holdout";
  input: Record<string, string>;
  expected: string | Record<string, string>;
  attributes: Record<string, string | number | boolean>;
};

export type DemoPersonKey = "ines" | "tomas" | "priya";

/** The three people of the demo. The addresses end in .example, which belongs to nobody. */
export const DEMO_PEOPLE: Record<
  DemoPersonKey,
  { name: string; email: string; job: string; role: "editor" | "reviewer" | "admin" }
> = {
  ines: {
    name: "Ines Moreau",
    email: "ines@northwind.example",
    job: "Prompt engineer",
    role: "editor",
  },
  tomas: {
    name: "Tomas Lind",
    email: "tomas@northwind.example",
    job: "Reviewer",
    role: "reviewer",
  },
  priya: {
    name: "Priya Nair",
    email: "priya@northwind.example",
    job: "Product manager",
    role: "admin",
  },
};

export const DEMO_PROJECT = {
  slug: "northwind-support",
  name: "Northwind Support",
  description: "Demo data: the support desk of an outdoor-gear shop that does not exist.",
};

export const BASELINE: ModelRef = { provider: "local", name: "baseline" };

export function ticketUrl(number: number): string {
  return `https://tickets.northwind.example/NW-${number}`;
}

/** Named ways of failing, in the words of the support desk. */
export const DEMO_FAILURE_CATEGORIES = [
  {
    name: "billing read as refund",
    description: "A wrong or double charge is taken for a wish to return something.",
  },
  {
    name: "language not understood",
    description: "The ticket is not in English and lands in an unrelated category.",
  },
  {
    name: "last request lost",
    description: "In a long ticket the first topic wins over the one that matters.",
  },
  { name: "wrong priority", description: "The category is right, the priority is not." },
];

/** A case longer than this, in characters over all its variables, counts as long. */
export const LONG_INPUT_CHARACTERS = 500;
