import { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { JsonValue } from "@/lib/scorers/json-value";
import { BASELINE, type DemoPrompt, ticketUrl } from "./demo-content";
import { triageCases } from "./triage-cases";
import type { TriageCategory } from "./triage-labels";

/** What is right for a kind of ticket: the clause of the policy, the tool to call and the reply to send. */
interface Handling {
  clause: string;
  title: string;
  policy: string;
  tool: string;
  reply: string;
  /** What the reply is for, in the words that its prompt explains it with. */
  meaning: string;
}

export const HANDLING: Partial<Record<TriageCategory, Handling>> = {
  refund_request: {
    clause: "4.1",
    title: "Refunds of returns",
    policy:
      "Money for a returned item goes back to the same card or account within five working days after the return has arrived in the warehouse. Customers can ask for a refund of anything that they sent back.",
    tool: "lookup_return",
    reply: "confirm_refund",
    meaning: "refund, money back for a return, when the refund arrives",
  },
  billing_dispute: {
    clause: "6.2",
    title: "Double charges",
    policy:
      "A customer who was charged twice, charged a wrong amount or billed without an order gets the difference back. Compare the payments on the invoice with the card before answering.",
    tool: "lookup_payments",
    reply: "correct_charge",
    meaning: "charged twice, double charge, wrong amount on the card or invoice, discount missing",
  },
  delivery_problem: {
    clause: "2.3",
    title: "Parcels that do not arrive",
    policy:
      "When a parcel is marked as delivered but is not there, or the courier left it at the wrong address or door, a search with the carrier is opened. It takes up to three days.",
    tool: "open_search",
    reply: "search_parcel",
    meaning: "parcel marked as delivered but not here, courier, wrong address, missing parcel",
  },
  order_status: {
    clause: "2.1",
    title: "When orders ship",
    policy:
      "Orders ship from the warehouse within two working days. A page that still says processing is normal until then; the tracking number comes by e-mail.",
    tool: "lookup_order",
    reply: "tell_shipping",
    meaning: "where the order is, when it ships, still processing, no tracking number",
  },
  damaged_item: {
    clause: "3.4",
    title: "Damaged on arrival",
    policy:
      "An item that arrived broken, torn, cracked, bent or incomplete is replaced. The customer sends a photo of the item and the box.",
    tool: "start_replacement",
    reply: "replace_item",
    meaning: "arrived broken, torn, cracked, bent, leaking, a part missing in the box",
  },
  cancel_order: {
    clause: "1.5",
    title: "Cancelling an order",
    policy:
      "An order can be cancelled until it ships. Stop it in the order system; the payment is released on the same day.",
    tool: "stop_order",
    reply: "confirm_cancellation",
    meaning: "cancel, stop or withdraw the order, ordered by accident",
  },
  exchange_request: {
    clause: "4.3",
    title: "Exchanges",
    policy:
      "Items can be exchanged for another size or colour. The other size is reserved for seven days while the first one is on its way back with a label of ours.",
    tool: "reserve_size",
    reply: "send_exchange_label",
    meaning: "exchange, swap for another size or colour, too small, too large, wrong size",
  },
  warranty_claim: {
    clause: "5.1",
    title: "Warranty and repairs",
    policy:
      "Faults within two years are covered by the warranty: zips, seams, poles and stoves are repaired, or replaced when a repair is not possible. The purchase date decides.",
    tool: "lookup_purchase",
    reply: "offer_repair",
    meaning: "warranty, guarantee, a fault after months of use, repair of a zip or seam",
  },
  account_access: {
    clause: "7.1",
    title: "Access to accounts",
    policy:
      "Customers who cannot log in get a new password link. A locked account is opened after the e-mail address has been verified.",
    tool: "send_password_link",
    reply: "restore_access",
    meaning: "cannot log in, password reset, locked account, authenticator code",
  },
};

const handled = Object.entries(HANDLING) as [TriageCategory, Handling][];

export const AGENT = "support/agent";
export const AGENT_SET = "agent-main";
export const POLICIES = "policies";

export const policyPassages = handled.map(([, { clause, title, policy }]) => ({
  id: clause,
  title,
  text: policy,
}));

export const chooseReplyPrompt: DemoPrompt = {
  name: "support/choose-reply",
  kind: "text",
  description: "Which of the prepared replies fits the ticket?",
  owner: "ines",
  versions: [
    {
      author: "ines",
      commitMessage: "Choose a prepared reply by the ticket and its category",
      ticketUrl: ticketUrl(402),
      messages: [
        {
          role: "user",
          content: `Choose the reply that answers this ticket of Northwind, a shop for outdoor gear.

Replies:
${handled.map(([category, { reply, meaning }]) => `- ${reply}: ${category.replaceAll("_", " ")}; ${meaning}`).join("\n")}
- ask_a_colleague: anything else; complaints, questions about products, advertising

Answer with the name of the reply only.

Category: {{category}}
Policy: {{passages}}
Message: {{ticket}}`,
        },
      ],
      model: BASELINE,
      settings: { temperature: 0, seed: 7 },
    },
  ],
};

const TOOLS = Object.fromEntries(handled.map(([category, { tool }]) => [category, tool]));

/** The first version knows the tool of every category; the second was tidied up and forgot two of them. */
const selectTool = (
  tools: Record<string, string>,
) => `const tools = ${JSON.stringify(tools, null, 2)};
const order = /NW-\\d+/.exec(input.ticket);
return {
  tool: tools[input.category] ?? "none",
  order: order ? order[0] : null,
};`;

const { billing_dispute: _, exchange_request: __, ...fewerTools } = TOOLS;

function chainOf(tools: Record<string, string>): ChainContent {
  return ChainContent.parse({
    inputs: {
      type: "object",
      required: ["ticket", "customer_tier", "language"],
      properties: {
        ticket: { type: "string" },
        customer_tier: { type: "string", enum: ["basic", "plus", "enterprise"] },
        language: { type: "string" },
      },
    },
    steps: [
      {
        key: "route",
        kind: "prompt",
        config: { prompt: "support/triage", version: 4 },
        input: {
          ticket: "inputs.ticket",
          customer_tier: "inputs.customer_tier",
          language: "inputs.language",
        },
        onFailure: "retry",
      },
      {
        key: "retrieve_policy",
        kind: "retrieve",
        config: { documents: POLICIES, topK: 4 },
        input: { query: "inputs.ticket" },
        onFailure: "escalate",
      },
      {
        key: "select_tool",
        kind: "code",
        config: { code: selectTool(tools) },
        input: { category: "steps.route.output.category", ticket: "inputs.ticket" },
        onFailure: "escalate",
      },
      {
        key: "answer",
        kind: "prompt",
        config: { prompt: chooseReplyPrompt.name, version: 1 },
        input: {
          ticket: "inputs.ticket",
          category: "steps.route.output.category",
          passages: "steps.retrieve_policy.output.passages",
        },
        onFailure: "retry",
      },
      {
        key: "validate",
        kind: "validate",
        config: {
          scorer: { kind: "regex", name: "a prepared reply", config: { pattern: "^[a-z_]+$" } },
        },
        input: { value: "steps.answer.output" },
        onFailure: "escalate",
      },
    ],
    output: "steps.validate.output",
  });
}

export const agentVersions = [
  {
    author: "ines" as const,
    commitMessage: "Route, retrieve, choose a tool and a reply, check it",
    content: chainOf(TOOLS),
  },
  {
    author: "tomas" as const,
    commitMessage:
      "Tidy up select_tool: one table of tools, without those that nobody used last month",
    content: chainOf(fewerTools as Record<string, string>),
  },
];

const CASES_PER_CATEGORY = 5;

/** English tickets of each kind that the chain handles, with what every step should give. Demo data. */
export const agentCases = handled.flatMap(([category, { clause, tool, reply }]) =>
  triageCases
    .filter(
      ({ split, attributes, expected }) =>
        split === "development" &&
        attributes?.language === "en" &&
        (expected as { category: string }).category === category,
    )
    .slice(0, CASES_PER_CATEGORY)
    .map(({ key, input, attributes }) => ({
      id: `ag-${key}`,
      input: input as Record<string, JsonValue>,
      expected: reply,
      ...(attributes ? { attributes } : {}),
      steps: {
        route: { $match: "superset", value: { category } },
        retrieve_policy: [clause],
        select_tool: { $match: "superset", value: { tool } },
        answer: reply,
      },
    })),
);
