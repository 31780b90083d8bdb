import type { Api } from "./fixtures";

/** A prompt that sorts tickets by the labels it lists, and ten cases of which one has no right label. */

export const TRIAGE = "support/triage";
export const TRIAGE_PATH = "prompts/support%2Ftriage";

export const triage = (labels: string) => ({
  messages: [
    { role: "system", content: `Sort the ticket. Answer with one label.\n\nLabels:\n${labels}` },
    { role: "user", content: "{{ticket}}" },
  ],
  model: { provider: "local", name: "baseline" },
  settings: {},
});

const NAMES = triage("- refund\n- shipping\n- account");
/** Knows what shipping is about, and so takes a refund of a late parcel for one. */
export const DEFINITIONS = triage(
  "- refund: money back\n- shipping: parcel, courier, late, delivery, tracking\n- account: password, login, sign in, locked",
);

const CASES = `id,input.ticket,expected,attr.tier
refund-1,I want a refund,refund,basic
refund-2,Refund my order please,refund,basic
late-refund,"The parcel is late, courier lost it, tracking says late: refund",refund,enterprise
ship-1,The parcel is late,shipping,enterprise
ship-2,Where is the courier with my parcel,shipping,basic
ship-3,Your shipping is slow,shipping,basic
login-1,My password does not work,account,enterprise
login-2,I am locked out and cannot sign in,account,basic
login-3,Close my account,account,basic
odd-1,Lorem ipsum dolor,shipping,basic
`;

/** Two versions of it, its cases as `triage-main`, and a segment. */
export async function haveTriage(api: Api): Promise<void> {
  await api.post("/prompts", { name: TRIAGE, kind: "chat" });
  const versions = `/${TRIAGE_PATH}/versions`;
  await api.post(versions, { ...NAMES, commitMessage: "Names of the labels" });
  await api.post(versions, { ...DEFINITIONS, commitMessage: "What they mean" });
  await api.post("/eval-sets", { name: "triage-main" });
  await api.importCsv("triage-main", CASES);
  await api.post("/segments", {
    name: "Enterprise",
    condition: { subject: "attribute", attribute: "tier", operator: "=", value: "enterprise" },
  });
}
