import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const path = "prompts/support%2Ftriage";
const version = {
  messages: [{ role: "user", content: "Sort the ticket: {{ticket}}" }],
  model: { provider: "local", name: "baseline" },
};

/** What a person sees on each page when it is whole. */
const PAGES: [
  name: string,
  address: string,
  isWhole: (page: Page) => ReturnType<Page["getByText"]>,
][] = [
  ["prompts", "prompts", (page) => page.getByRole("link", { name: "triage", exact: true })],
  ["a prompt", path, (page) => page.getByText("Latest activity")],
  ["versions", `${path}/versions`, (page) => page.getByText("First words")],
  ["a difference", `${path}/diff?from=1&to=2`, (page) => page.getByText(/parts? differ/)],
  ["runs", "runs", (page) => page.getByText("No runs yet")],
  ["new run", "runs/new", (page) => page.getByRole("button", { name: /Start run/ })],
  ["nothing", "prompts/nothing", (page) => page.getByText("Nothing here")],
];

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing on the pages of prompts, ${theme}`, async ({ project, api, signIn }) => {
    await api.post("/prompts", { name: "support/triage", kind: "chat" });
    await api.post(`/${path}/versions`, { ...version, commitMessage: "First words" });
    await api.post(`/${path}/versions`, {
      ...version,
      messages: [{ role: "user", content: "Sort this ticket: {{ticket}}" }],
      commitMessage: "This one",
    });
    const page = await signIn("editor");
    await page.emulateMedia({ colorScheme: theme });
    for (const [name, address, isWhole] of PAGES) {
      await test.step(name, async () => {
        await page.goto(project.at(address));
        await expect(isWhole(page).first()).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      });
    }
  });
}
