import type { ChatMessage, JsonSchema, ModelRef, ModelSettings } from "@/lib/providers/contract";
import type { SegmentInput } from "@/lib/segments/contract";

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

/** Who does it: the part of the demo person's address before @northwind.example. */
export type DemoPersonKey = "ines" | "tomas" | "priya";

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

/** The four segments that the triage versions move differently. */
export const DEMO_SEGMENTS: SegmentInput[] = [
  {
    name: "New users",
    description: "First order or first contact",
    condition: { subject: "attribute", attribute: "new_user", operator: "=", value: true },
  },
  {
    name: "Enterprise",
    description: "Customers with a framework contract",
    condition: {
      subject: "attribute",
      attribute: "customer_tier",
      operator: "=",
      value: "enterprise",
    },
  },
  {
    name: "Long input",
    description: "More than 500 characters over all variables",
    condition: { subject: "inputLength", operator: ">", value: 500 },
  },
  {
    name: "Non-English",
    description: "Written in any other language than English",
    condition: { subject: "language", operator: "!=", value: "en" },
  },
];
