import { expect, test } from "vitest";
import { findSyntaxError, runScript } from "./run-script";

const values = { output: "hello", expected: { a: [1] }, input: { q: "?" }, context: { vars: {} } };
const run = (code: string) => runScript({ code, values });

test.each([
  ["return true", true],
  ["return output.length", 5],
  ["return expected.a[0] === 1 && input.q === '?'", true],
  [
    "const words = output.split('l');\nreturn { passed: words.length > 1, reason: 'x' }",
    { passed: true, reason: "x" },
  ],
  ["// a comment at the end\nreturn 0.5 // like this", 0.5],
  ["console.log('seen', output); return true", true],
  ["", undefined],
  ["return null", null],
])("%j gives %j", async (code, value) => {
  expect(await run(code)).toEqual({ ok: true, value });
});

test.each([
  ["return process.env", /process.* is not defined/],
  ["return require('fs')", /require.* is not defined/],
  ["return fetch('http://127.0.0.1')", /fetch.* is not defined/],
  ["return import('fs')", /promise|module/i],
  ["return setTimeout(() => 1, 1)", /not defined/],
  ["return this.constructor.constructor('return process')()", /undefined|not defined|not a/],
  ["return (() => {}).constructor('return process.env')()", /process.* is not defined/],
  ["throw { toString() { throw 1 } }", /failed/],
  ["throw { message: { toString: 1 } }", /failed/],
  ["throw null", /failed/],
  ["throw new Error('x'.repeat(1e6))", /failed/],
  ["return () => 1", /returned a function/],
  ["return async", /not defined|not valid/],
  ["return (async () => 1)()", /promise/],
  ["return 'x'.repeat(30000)", /more than 20,000 characters/],
  ["const a = {}; a.a = a; return a", /circular/i],
  ["return 1n", /BigInt|failed/],
  ["return {", /not valid JavaScript/],
  ["return JSON.parse(output)", /^The script failed: SyntaxError/],
])("%j is an error with its reason", async (code, reason) => {
  const result = await run(code);
  expect(result.ok).toBe(false);
  expect(result.ok ? "" : result.reason).toMatch(reason);
  expect(result.ok ? "" : result.reason.length).toBeLessThan(700);
});

test.each([
  ["while (true) {}", /took more than 1 second/],
  ["try { while (true) {} } finally { while (true) {} }", /took more than 1 second/],
  ["return /(a+)+$/.test('a'.repeat(60) + '!')", /took more than 1 second/],
  ["const all = []; while (true) all.push('x'.repeat(100000) + all.length)", /memory|second/],
  ["let a = 'x'; while (true) a += a; ", /memory|string|second/],
  ["return 'x'.repeat(2 ** 29).length", /memory|string/],
  ["return new ArrayBuffer(2 ** 31 - 1).byteLength", /memory|buffer/],
  ["return new Uint8Array(1e9).fill(1).length", /memory|buffer/],
  ["const f = () => f() + 1; return f()", /stack|recursion/i],
  ["return JSON.parse('['.repeat(1e6))", /nested too deeply/],
])("%j is stopped", async (code, reason) => {
  const result = await run(code);
  expect(result).toMatchObject({ ok: false });
  expect(result.ok ? "" : result.reason).toMatch(reason);
  // The next script finds an interpreter that works.
  expect(await run("return output")).toEqual({ ok: true, value: "hello" });
});

test("a script changes nothing for the next one, nor for what runs it", async () => {
  await run(
    "Object.prototype.passed = true; Array.prototype.map = () => []; JSON.stringify = () => 'true'; globalThis.Function = null; return false",
  );
  await run("({}).__proto__.polluted = 1; return 1");
  expect(
    await run("return [({}).passed ?? null, ({}).polluted ?? null, [1].map((x) => x + 1)]"),
  ).toEqual({
    ok: true,
    value: [null, null, [2]],
  });
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("a script cannot fake its result by replacing JSON", async () => {
  expect(
    await run("JSON.stringify = () => 'true'; Array.prototype.join = () => 'true'; return false"),
  ).toMatchObject({
    value: false,
  });
});

test("code that closes its own function stays inside the interpreter", async () => {
  expect(await run("}); globalThis.process; (function () { return 1")).toMatchObject({ ok: true });
  expect(await run("}); process.exit(1); (function () {")).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/process.* is not defined/),
  });
});

test("random numbers are the same in each run", async () => {
  const code = "return [Math.random(), Math.random()]";
  expect(await run(code)).toEqual(await run(code));
});

test("a result with __proto__ stays data", async () => {
  const result = await run('return JSON.parse(\'{"__proto__": {"passed": true}}\')');
  expect(result.ok && (result.value as { passed?: boolean })?.passed).toBeFalsy();
});

test("the syntax is checked without running the code", async () => {
  expect(await findSyntaxError("while (true) {}")).toBeNull();
  expect(await findSyntaxError("return output.includes('a')")).toBeNull();
  expect(await findSyntaxError("return (")).toMatch(/not valid JavaScript/);
  expect(await findSyntaxError("return await output")).toMatch(/not valid JavaScript/);
});
