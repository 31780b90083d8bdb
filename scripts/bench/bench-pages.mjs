import { gzipSync } from "node:zlib";
import { makeTrace } from "./make-traces.mjs";
import { signIn } from "./sign-in.mjs";

const BAR_KB = 200;

/** The script that a page loads before anything is clicked, gzipped, as the running server serves it. */
export async function benchPages({ call, galley, project, runNumber, report }) {
  const { review, release } = await prepareReview(call);
  const [trace, other] = await prepareTraces(call);
  const cookie = await signIn(galley, project);
  const pages = [
    "/sign-in",
    `/${project}`,
    `/${project}/prompts`,
    `/${project}/prompts/triage`,
    `/${project}/prompts/triage/versions`,
    `/${project}/prompts/triage/spec`,
    `/${project}/prompts/triage/reviews`,
    `/${project}/prompts/triage/releases`,
    `/${project}/prompts/triage/runs`,
    `/${project}/prompts/triage/traces`,
    `/${project}/prompts/triage/metrics`,
    `/${project}/reviews`,
    `/${project}/reviews/${review}`,
    `/${project}/releases`,
    `/${project}/releases/${release}`,
    `/${project}/releases/new?prompt=triage&version=1&environment=production`,
    `/${project}/eval-sets`,
    `/${project}/eval-sets/thousand`,
    `/${project}/runs`,
    `/${project}/runs/${runNumber}`,
    `/${project}/traces`,
    `/${project}/traces/${trace}`,
    `/${project}/traces/compare?a=${trace}&b=${other}`,
    `/${project}/traces/review`,
    `/${project}/metrics`,
    `/${project}/week`,
    `/${project}/settings/members`,
    `/${project}/settings/keys`,
    `/${project}/settings/models`,
    `/${project}/settings/segments`,
    `/${project}/settings/environments`,
    `/${project}/settings/traces`,
    `/${project}/settings/online-scorers`,
    `/${project}/settings/webhooks`,
    `/${project}/settings/audit`,
  ];
  const sizes = new Map();
  for (const page of pages) {
    const response = await fetch(`${galley.url}${page}`, {
      headers: page === "/sign-in" ? {} : { cookie },
      redirect: "manual",
    });
    if (response.status !== 200) {
      report({
        what: `first script of ${page}`,
        value: `status ${response.status}`,
        bar: "200",
        holds: false,
      });
      continue;
    }
    const html = await response.text();
    const scripts = new Set(
      [...html.matchAll(/<script[^>]+src="(\/_next\/static\/[^"]+\.js[^"]*)"([^>]*)/g)]
        // Browsers of today do not load polyfills for those that know no modules.
        .filter(([tag]) => !/nomodule/i.test(tag))
        .map(([, source]) => source),
    );
    let bytes = 0;
    for (const source of scripts) {
      if (!sizes.has(source)) sizes.set(source, await gzippedSize(galley.url + source));
      bytes += sizes.get(source);
    }
    const kilobytes = bytes / 1000;
    report({
      what: `first script of ${page}`,
      value: `${Math.round(kilobytes)} kB`,
      bar: `≤ ${BAR_KB} kB`,
      holds: kilobytes <= BAR_KB,
    });
  }
}

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

async function gzippedSize(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return gzipSync(Buffer.from(await response.arrayBuffer())).length;
}
