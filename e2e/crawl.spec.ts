import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { checkTheme, checkWidths } from "./check-page";

const DEMO = "northwind-support";

interface Ids {
  prompt: string;
  version: number;
  chain: string;
  chainVersion: number;
  evalSet: string;
  experiment: number;
  documentSet: string;
  judge: string;
  run: number;
  review: number;
  release: number;
  rollout: number;
  traces: [string, string];
  week: string;
}

/** Every page of a project with something real behind each of its parameters. */
function addressesOf(ids: Ids): string[] {
  const prompt = encodeURIComponent(ids.prompt);
  const [trace, other] = ids.traces.map(encodeURIComponent);
  const chain = encodeURIComponent(ids.chain);
  const filled: Record<string, string> = {
    "chains/[name]/diff": `chains/${chain}/diff?from=1&to=${ids.chainVersion}`,
    "chains/[name]/versions/[number]": `chains/${chain}/versions/${ids.chainVersion}`,
    "document-sets/[name]": `document-sets/${encodeURIComponent(ids.documentSet)}`,
    "eval-sets/[name]": `eval-sets/${encodeURIComponent(ids.evalSet)}`,
    "experiments/[number]": `experiments/${ids.experiment}`,
    "judges/[name]": `judges/${encodeURIComponent(ids.judge)}`,
    "judges/[name]/labels": `judges/${encodeURIComponent(ids.judge)}/labels`,
    "prompts/[name]/diff": `prompts/${prompt}/diff?from=1&to=${ids.version}`,
    "prompts/[name]/versions/[number]": `prompts/${prompt}/versions/${ids.version}`,
    "releases/[number]": `releases/${ids.release}`,
    "releases/new": `releases/new?prompt=${prompt}&version=${ids.version}&environment=production`,
    "rollouts/[rollout]": `rollouts/${ids.rollout}`,
    "reviews/[number]": `reviews/${ids.review}`,
    "runs/[number]": `runs/${ids.run}`,
    "traces/[id]": `traces/${trace}`,
    "traces/compare": `traces/compare?a=${trace}&b=${other}`,
    "week/[week]": `week/${ids.week}`,
  };
  // These lead on to another page of the list.
  const redirects = ["settings", "week"];
  const files = readdirSync("app/(app)/[project]", { recursive: true, encoding: "utf8" });
  const pages = files.filter((file) => basename(file) === "page.tsx");
  const routes = pages.map((file) => dirname(file).replace(/^\.$|\(\w+\)\/?/g, ""));
  return routes
    .filter((route) => !redirects.includes(route))
    .map((route) => {
      const address =
        filled[route] ??
        route
          .replace("prompts/[name]", `prompts/${prompt}`)
          .replace("chains/[name]", `chains/${chain}`);
      if (address.includes("[")) throw new Error(`Say what ${route} shows in the crawl.`);
      return `/${DEMO}/${address}`.replace(/\/$/, "");
    });
}

async function findIds(request: APIRequestContext): Promise<Ids> {
  const list = async <Row>(path: string) => {
    let data: unknown[] = [];
    // A busy server puts a request off.
    await expect(async () => {
      const answer = await request.get(`/api/v1/projects/${DEMO}/${path}`);
      expect([path, answer.status()]).toEqual([path, 200]);
      data = ((await answer.json()) as { data: unknown[] }).data;
    }).toPass();
    return data as [Row, ...Row[]];
  };
  const prompt = "support/triage";
  const path = `prompts/${encodeURIComponent(prompt)}`;
  const traces = await list<{ id: string }>("traces?limit=2");
  const [{ number: version }] = await list<{ number: number }>(`${path}/versions`);
  const [{ name: chain, latestVersion: chainVersion }] = await list<{
    name: string;
    latestVersion: number;
  }>("chains");
  const [{ name: evalSet }] = await list<{ name: string }>("eval-sets");
  const [{ number: experiment }] = await list<{ number: number }>("experiments");
  const [{ name: documentSet }] = await list<{ name: string }>("document-sets");
  const [{ name: judge }] = await list<{ name: string }>("judges");
  const [{ number: run }] = await list<{ number: number }>("runs");
  const [{ number: review }] = await list<{ number: number }>("reviews");
  const [{ number: release }] = await list<{ number: number }>("releases");
  const [{ number: rollout }] = await list<{ number: number }>("rollouts");
  const [{ week }] = await list<{ week: string }>("weeks");
  const ids = traces.map(({ id }) => id) as [string, string];
  return {
    ...{ chain, chainVersion },
    ...{ prompt, version, evalSet, documentSet, experiment, judge, run, review, release },
    ...{ rollout, week, traces: ids },
  };
}

/** What goes wrong while a page is open, for its console and for the server. */
function collectFaults(page: Page): string[] {
  const faults: string[] = [];
  // A busy server puts off what was asked for ahead; the page asks again when it is needed.
  const isPutOff = (text: string) => text.includes("status of 503");
  page.on("pageerror", ({ message }) => faults.push(`thrown: ${message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !isPutOff(message.text()))
      faults.push(`console: ${message.text()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500 && response.status() !== 503)
      faults.push(`${response.status()}: ${response.url()}`);
  });
  return faults;
}

type Way = "address" | "link";

/** By its address, or as a link does, which keeps the frame and whatever the page before left behind. */
async function openPage(page: Page, address: string, way: Way): Promise<void> {
  if (way === "address") {
    await page.goto(address);
  } else {
    const { pathname } = new URL(address, page.url());
    await page.evaluate((to) => (window as unknown as Next).next.router.push(to), address);
    await page.waitForURL((url) => url.pathname === pathname, {
      waitUntil: "commit",
      timeout: 30_000,
    });
  }
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

interface Next {
  next: { router: { push: (address: string) => void } };
}

interface Visitor {
  person: string;
  way: Way;
  check: (page: Page) => Promise<void>;
}

// Each looks for something else, so that together they see all of every page in a third of the time.
const VISITORS: Visitor[] = [
  { person: "Priya Nair", way: "address", check: (page) => checkTheme(page, "light") },
  { person: "Ines Moreau", way: "link", check: (page) => checkTheme(page, "dark") },
  { person: "Tomas Lind", way: "link", check: checkWidths },
];
// In parts, none of them so long that a busy machine cannot finish it.
const PARTS = VISITORS.length;

for (let round = 0; round < PARTS; round += 1) {
  for (const [place, { person, way, check }] of VISITORS.entries()) {
    // Each in another part than the others: of two people who open the same trace to review, one is refused.
    const part = ((place + round) % PARTS) + 1;
    test(`every page of the demo is whole for ${person}: no error, nothing clipped, axe finds nothing (${part} of ${PARTS})`, async ({
      page,
    }) => {
      test.setTimeout(400_000);
      await page.goto("/");
      await page.getByRole("button", { name: new RegExp(person) }).click();
      await page.getByRole("link", { name: "Prompts", exact: true }).waitFor();
      const faults = collectFaults(page);
      const addresses = ["/profile", "/projects/new", ...addressesOf(await findIds(page.request))];
      expect(addresses.length).toBeGreaterThan(40);
      for (const address of addresses.filter((_, index) => index % PARTS === part - 1)) {
        await test.step(address, async () => {
          await openPage(page, address, way);
          await check(page);
          expect(faults.splice(0), address).toEqual([]);
        });
      }
    });
  }
}
