import { brotliCompressSync } from "node:zlib";
import { findChromium } from "../testing/find-chromium.mjs";
import { makeTrace } from "./make-traces.mjs";
import { signIn } from "./sign-in.mjs";

/** kB of script that may come to a page in all, late parts too. */
const BARS = { plain: 165, chart: 280, editor: 260 };
const FRAME_KB = 130;

/**
 * What a cold browser loads of script on each page until it is quiet: every part of it, also those that come
 * after the first paint, compressed as the server sends them over HTTPS (brotli). Monaco is left out where the
 * editor loads it.
 */
export async function benchPages({ call, galley, project, runNumber, report }) {
  const { review, release } = await prepareReview(call);
  const [trace, other] = await prepareTraces(call);
  const cookie = await signIn(galley, project);
  const of = `/${project}/prompts/triage`;
  const pages = {
    plain: [
      `/${project}/prompts`,
      of,
      `${of}/versions`,
      `${of}/spec`,
      `${of}/reviews`,
      `${of}/releases`,
      `${of}/runs`,
      `${of}/traces`,
      `/${project}/reviews`,
      `/${project}/reviews/${review}`,
      `/${project}/releases`,
      `/${project}/releases/${release}`,
      `/${project}/releases/new?prompt=triage&version=1&environment=production`,
      `/${project}/eval-sets`,
      `/${project}/eval-sets/thousand`,
      `/${project}/runs`,
      `/${project}/runs/new`,
      `/${project}/traces/${trace}`,
      `/${project}/traces/compare?a=${trace}&b=${other}`,
      `/${project}/traces/review`,
      `/${project}/week`,
      ...["members", "keys", "models", "segments", "environments", "traces", "online-scorers"].map(
        (part) => `/${project}/settings/${part}`,
      ),
      `/${project}/settings/webhooks`,
      `/${project}/settings/audit`,
      "/sign-in",
    ],
    chart: [
      `/${project}`,
      `/${project}/runs/${runNumber}`,
      `/${project}/traces`,
      `/${project}/metrics`,
      `${of}/metrics`,
    ],
    editor: [`${of}/edit`],
  };
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox"],
  });
  try {
    let frame = null;
    for (const [kind, addresses] of Object.entries(pages)) {
      for (const address of addresses) {
        const scripts = await loadCold(browser, galley.url, address, cookie);
        const kilobytes = sumKb(scripts);
        report({
          what: `script of ${address.replace(`/${project}`, "") || "/"}`,
          value: `${Math.round(kilobytes)} kB`,
          bar: `≤ ${BARS[kind]} kB`,
          holds: kilobytes <= BARS[kind],
        });
        if (address !== "/sign-in")
          frame = new Map([...(frame ?? scripts)].filter(([url]) => scripts.has(url)));
      }
    }
    const kilobytes = sumKb(frame);
    report({
      what: "script of the frame, on every page",
      value: `${Math.round(kilobytes)} kB`,
      bar: `≤ ${FRAME_KB} kB`,
      holds: kilobytes <= FRAME_KB,
    });
  } finally {
    await browser.close();
  }
}

const sumKb = (scripts) => [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000;

/** Compressed bytes of each script by its address, without Monaco's own. */
async function loadCold(browser, url, address, cookie) {
  const context = await browser.newContext();
  const [name, value] = cookie.split("=");
  if (address !== "/sign-in") await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  const bodies = [];
  // A page that leads on to another takes the bodies of its scripts with it.
  const bodyOf = (response) =>
    response.body().catch(async () => (await context.request.get(response.url())).body());
  page.on("response", (response) => {
    const isScript = response.request().resourceType() === "script";
    if (isScript) bodies.push(bodyOf(response).then((body) => [response.url(), body]));
  });
  const answer = await page.goto(`${url}${address}`);
  if (answer?.status() !== 200) throw new Error(`${address}: status ${answer?.status()}`);
  await page.waitForLoadState("networkidle");
  const loaded = await Promise.all(bodies);
  await context.close();
  return new Map(
    loaded
      .filter(([, body]) => !isMonaco(body))
      .map(([source, body]) => [source, brotliCompressSync(body).length]),
  );
}

const isMonaco = (body) => body.length > 300_000 && body.includes("monaco-editor");

/** One of each, so that the pages show what they show in use. */
async function prepareReview(call) {
  const about = { prompt: "triage", version: 1 };
  const { number: review } = await call("POST", "reviews", {
    ...about,
    environment: "production",
    title: "Sort tickets",
  });
  const { number: release } = await call("POST", "releases", {
    ...about,
    environment: "staging",
    note: { goal: "Sorted tickets", change: "Everything" },
  });
  return { review, release };
}

async function prepareTraces(call) {
  const traces = [makeTrace(1, Date.now() - 1_000), makeTrace(2, Date.now() - 2_000)];
  await call("POST", "traces", { traces });
  return traces.map(({ id }) => id);
}
