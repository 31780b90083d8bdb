import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { inRoot, root } from "../root.mjs";
import { endProcesses, identify } from "../start/process-identity.mjs";
import { attacksOfPlaywright, attacksOfVitest } from "./attack-table.mjs";
import { failuresOfPlaywright, failuresOfVitest } from "./failures.mjs";

// Each check answers { title, passed, failed, attacks?, failures?, flaky? }; lint and types count as one each.

const running = new Set();
const reports = inRoot("test-results");

export function checkLint() {
  return one("lint", [
    "node_modules/@biomejs/biome/bin/biome",
    "check",
    "--max-diagnostics=50",
    ".",
  ]);
}

export function checkTypes() {
  return one("types", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]);
}

/**
 * @param {"pure" | "attacks" | "components" | "database"} project
 * @param {string[]} files only test files whose path contains one of these
 */
export async function runVitest(project, files = []) {
  const file = reportFile(`vitest-${project}.json`);
  const { code } = await run([
    "node_modules/vitest/vitest.mjs",
    "run",
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...files,
  ]);
  const result = read(file);
  const failed = (result?.numFailedTests ?? 0) + failedFiles(result);
  return {
    ...count(`${project} tests`, result?.numPassedTests ?? 0, failed, code),
    attacks: attacksOfVitest(result),
    failures: failuresOfVitest(result),
  };
}

/** @param {string[]} files only specs whose path matches one of these */
export async function runBrowserTests(files = []) {
  const file = reportFile("playwright.json");
  const { code } = await run(["node_modules/@playwright/test/cli.js", "test", ...files], {
    GALLEY_TEST_REPORT: file,
  });
  const result = read(file);
  const { expected = 0, flaky = 0, unexpected = 0 } = result?.stats ?? {};
  return {
    ...count("browser tests", expected + flaky, unexpected, code),
    attacks: attacksOfPlaywright(result),
    ...failuresOfPlaywright(result),
  };
}

export async function stopRunning() {
  await endProcesses([...running], 15_000);
}

// A tool that ends badly without naming a failed test has failed all the same.
function count(title, passed, failed, code) {
  return { title, passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

// A file that cannot be loaded fails without a test of its own.
function failedFiles(result) {
  const files = result?.testResults ?? [];
  return files.filter((file) => file.status === "failed" && file.assertionResults.length === 0)
    .length;
}

async function one(title, args) {
  const { code } = await run(args);
  return code === 0 ? { title, passed: 1, failed: 0 } : { title, passed: 0, failed: 1 };
}

function run(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const identity = identify(child.pid);
    running.add(identity);
    child.once("error", reject);
    child.once("exit", (code) => {
      running.delete(identity);
      resolve({ code: code ?? 1 });
    });
  });
}

function reportFile(name) {
  mkdirSync(reports, { recursive: true });
  const file = `${reports}/.${name}`;
  rmSync(file, { force: true });
  return file;
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
