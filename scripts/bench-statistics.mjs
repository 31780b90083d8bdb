// npm run bench:statistics: coverage and error rates of every rule that decides, beside their bands.
import "./start/check-node.mjs";
import { withParts } from "./bundle-parts.mjs";
import { failWith } from "./user-error.mjs";

const PARTS = {
  rates: "benchRates",
  gates: "benchGates",
  amounts: "benchAmounts",
  judges: "benchJudges",
};

/** Exact figures may differ in the last digit, simulated ones by three of their standard errors. */
function reporting() {
  const missed = [];
  const report = (what, [low, high], value, slack, note) => {
    const isWithin = value >= low - slack && value <= high + slack;
    const band = low === high ? `${low}` : `${Number(low.toFixed(4))} to ${high}`;
    console.log(
      `${isWithin ? "✓" : "✗"} ${what.padEnd(66)} ${value.toFixed(4)}  (${band}${note}${slack > 0.001 ? ` ± ${slack.toFixed(3)}` : ""})`,
    );
    if (!isWithin) missed.push(what);
  };
  return {
    missed,
    exact: (what, band, value, slack = 0.0005) => report(what, band, value, slack, ""),
    simulated: (what, band, rounds, measure) => {
      const value = measure(rounds);
      const nearest = Math.min(Math.max(value, band[0]), band[1]);
      const slack = 3 * Math.sqrt(Math.max(nearest * (1 - nearest), 1e-6) / rounds);
      report(what, band, value, slack, `, ${rounds.toLocaleString("en-US")} rounds`);
    },
  };
}

async function main() {
  const files = Object.keys(PARTS).map((name) => `bench/statistics/${name}.mjs`);
  await withParts(files, (parts) => {
    const { missed, ...reports } = reporting();
    for (const [name, bench] of Object.entries(PARTS)) {
      console.log(`\n${name}`);
      parts[name][bench](reports);
    }
    console.log(
      missed.length === 0
        ? "\nEvery rule is within its band."
        : `\nOut of band:\n${missed.map((what) => `  ${what}`).join("\n")}`,
    );
    console.log("The guardrails of rollouts have a bench of their own: npm run bench:rollouts.");
    if (missed.length > 0) process.exitCode = 1;
  });
}

await main().catch(failWith);
