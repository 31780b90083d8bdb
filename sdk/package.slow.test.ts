import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const SDK = import.meta.dirname;
const MOST_BYTES = 30_000;
/** Packing builds, and the machine has other tests to run. */
const SLOW_MS = 240_000;

const folder = mkdtempSync(join(tmpdir(), "galley-sdk-"));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const node = (...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
const npm = (cwd: string, ...args: string[]) =>
  execFileSync("npm", [...args, "--offline", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    encoding: "utf8",
  });

const USE = `
const galley = new Galley({ apiKey: "k", baseUrl: "http://127.0.0.1:9", offline: true });
const handle = await galley.prompt("greeting", { unit: "u", fallback: "Hello {{name}}" });
console.log(handle.compile({ name: "Ada" })[0].content);
await galley.close();
`;

let packed: string;

beforeAll(() => {
  npm(SDK, "pack", `--pack-destination=${folder}`);
  packed = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  write("package.json", '{ "private": true }');
  npm(folder, "install", `./${packed}`);
}, SLOW_MS);

afterAll(() => rmSync(folder, { recursive: true }));

test("the package is small, has no dependencies and holds only what is built", () => {
  expect(statSync(join(folder, packed)).size).toBeLessThanOrEqual(MOST_BYTES);
  expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(
    ["galley-sdk"],
  );
  const installed = join(folder, "node_modules/galley-sdk");
  expect(readdirSync(installed).sort()).toEqual(["README.md", "dist", "package.json"]);
});

test("it is imported and required, and both get the same client", () => {
  write("use.mjs", `import { Galley } from "galley-sdk";${USE}`);
  write("use.cjs", `const { Galley } = require("galley-sdk");(async () => {${USE}})();`);
  write(
    "both.mjs",
    `import { createRequire } from "node:module";
     import { Galley } from "galley-sdk";
     console.log(createRequire(import.meta.url)("galley-sdk").Galley === Galley);`,
  );
  expect(node("use.mjs")).toBe("Hello Ada\n");
  expect(node("use.cjs")).toBe("Hello Ada\n");
  expect(node("both.mjs")).toBe("true\n");
});

test("its command is installed, and ends with 2 when it is used in a wrong way", () => {
  const galley = join(folder, "node_modules/.bin/galley");
  const { version } = JSON.parse(readFileSync(join(SDK, "package.json"), "utf8"));
  const run = (...args: string[]) =>
    spawnSync(galley, args, { encoding: "utf8", env: { ...process.env, GALLEY_URL: "" } });
  expect(run("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
  expect(run("eval", "--prompt", "a")).toMatchObject({
    status: 2,
    stderr: "galley: Set GALLEY_URL to the address of Galley.\n",
  });
});

test(
  "its types hold in ESM and CommonJS, with names of prompts added by the application",
  () => {
    const use = `
declare module "galley-sdk" {
  interface GalleyPrompts {
    greeting: { name: string };
  }
}
export async function greet(galley: Galley): Promise<string> {
  const handle: PromptHandle<"greeting"> = await galley.prompt("greeting", { unit: "u" });
  // @ts-expect-error the variable is called name
  handle.compile({ nam: "Ada" });
  // @ts-expect-error there is no such prompt
  await galley.prompt("greting");
  const { usage } = await galley.track(handle, async () => ({ usage: 1, text: handle.token }));
  return handle.compile({ name: "Ada" }).map(({ content }) => content).join() + usage;
}
`;
    write("use.mts", `import { Galley, type PromptHandle } from "galley-sdk";${use}`);
    write("use.cts", `import { Galley, type PromptHandle } from "galley-sdk";${use}`);
    const options = {
      module: "nodenext",
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
    };
    const files = ["use.mts", "use.cts"];
    write("tsconfig.json", JSON.stringify({ compilerOptions: options, files }));
    const compiler = createRequire(import.meta.url).resolve("typescript/package.json");
    try {
      node(join(dirname(compiler), "bin/tsc"), "-p", ".");
    } catch (error) {
      expect((error as { stdout?: string }).stdout).toBe("");
    }
  },
  SLOW_MS,
);

test("nothing is imported before it is needed", () => {
  const code = readFileSync(join(folder, "node_modules/galley-sdk/dist/cjs/index.js"), "utf8");
  expect(code).not.toMatch(/require\(/);
  expect(code).not.toMatch(/process\./);
});
