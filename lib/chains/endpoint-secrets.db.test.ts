import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { addCase } from "@/lib/eval-sets/add-case";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createEndpointSecret } from "@/lib/providers/secrets/create-secret";
import { deleteEndpointSecret } from "@/lib/providers/secrets/delete-secret";
import { listEndpointSecrets } from "@/lib/providers/secrets/reads";
import { updateEndpointSecret } from "@/lib/providers/secrets/update-secret";
import { listResults } from "@/lib/runs/results/list-results";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import { workOff } from "@/lib/runs/test-run";
import { CreateChainVersion } from "./contract";
import { createChain } from "./create-chain";
import { compareChains, getChainVersion } from "./reads";
import { saveChainVersion } from "./save-chain-version";

const NAME = "support/lookup";
const VALUE = "Bearer top-secret-7731";

let server: Server;
let url: string;
const requests: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    // A careless server that says what it was sent.
    response.end(JSON.stringify({ orders: 2, sent: request.headers["x-crm-key"] ?? null }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
});
afterAll(() => new Promise((done) => server.close(done)));
beforeEach(() => void requests.splice(0));

const chain = (address: string, secret = "crm-key") =>
  CreateChainVersion.parse({
    steps: [
      {
        key: "lookup",
        kind: "tool",
        config: {
          tool: { name: "lookup_orders", parameters: { type: "object" } },
          ...{ url: address, auth: { header: "X-CRM-Key", secret } },
        },
        input: { customer: "inputs.customer" },
      },
    ],
    commitMessage: "Look orders up",
  });

async function prepare(): Promise<TestProject> {
  const project = await makeTestProject();
  await createEndpointSecret(project.admin, { name: "crm-key", address: url, value: VALUE });
  await createChain(project.editor, { name: NAME });
  await createEvalSet(project.editor, { name: "customers" });
  const one = { caseId: "one", input: { customer: "ines" }, expected: "2" };
  await addCase(project.editor, "customers", one);
  return project;
}

async function run({ editor }: TestProject) {
  const input = { chain: NAME, version: 1, evalSet: "customers", scorers: [{ kind: "contains" }] };
  const { id } = await startRun(editor, StartRun.parse(input));
  await workOff(id);
  const { data } = await listResults(editor, id, { limit: 10, cursor: undefined });
  return data[0];
}

test("the address gets the header, and nothing that is kept or shown holds its value", async () => {
  const project = await prepare();
  const { editor } = project;
  await saveChainVersion(editor, NAME, chain(url));
  const result = await run(project);
  expect(requests.map(({ headers }) => headers["x-crm-key"])).toEqual([VALUE]);
  expect(result?.steps?.[0]?.output).toEqual({ orders: 2, sent: "[secret]" });

  const version = await getChainVersion(editor, NAME, 1);
  const { steps } = version;
  const shown = [
    result,
    version,
    compareChains({ number: null, content: null }, { number: 1, content: { steps } }),
    await listEndpointSecrets(editor),
    await db.event.findMany({ where: { projectId: project.id } }),
    await db.run.findMany({ where: { projectId: project.id } }),
    await db.runResult.findMany({ where: { run: { projectId: project.id } } }),
    await db.endpointSecret.findMany({ where: { projectId: project.id } }),
  ];
  const text = JSON.stringify(shown, (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(text).toContain("crm-key");
  expect(text).not.toContain("top-secret-7731");
});

test("a secret goes to its own server alone", async () => {
  const project = await prepare();
  const elsewhere = chain("https://crm.example.com/orders");
  await expect(saveChainVersion(project.editor, NAME, elsewhere)).rejects.toMatchObject({
    errors: [
      {
        path: "steps.0.config.auth.secret",
        message: expect.stringContaining(`is sent to ${new URL(url).origin} alone`),
      },
    ],
  });
  await expect(saveChainVersion(project.editor, NAME, chain(url, "other"))).rejects.toMatchObject({
    errors: [{ path: "steps.0.config.auth.secret", message: expect.stringContaining("no secret") }],
  });
  const stranger = await makeTestProject();
  await createChain(stranger.editor, { name: NAME });
  await expect(saveChainVersion(stranger.editor, NAME, chain(url))).rejects.toMatchObject({
    errors: [{ path: "steps.0.config.auth.secret" }],
  });
});

test("a new value is sent from the next call on; without the secret the step has no answer", async () => {
  const project = await prepare();
  const { admin, editor } = project;
  await saveChainVersion(editor, NAME, chain(url));
  await updateEndpointSecret(admin, "crm-key", { value: "Bearer another-9942" });
  await run(project);
  expect(requests.map(({ headers }) => headers["x-crm-key"])).toEqual(["Bearer another-9942"]);
  await expect(deleteEndpointSecret(admin, "crm-key", { confirmed: false })).rejects.toThrow(NAME);
  await deleteEndpointSecret(admin, "crm-key", { confirmed: true });
  expect((await run(project))?.error).toMatchObject({
    message: expect.stringContaining("There is no secret “crm-key”"),
  });
  expect(requests).toHaveLength(1);
});

test("only an admin gives, replaces and deletes secrets", async () => {
  const { editor, viewer } = await prepare();
  const forbidden = { code: "forbidden" };
  const another = { name: "other", address: url, value: VALUE };
  await expect(createEndpointSecret(editor, another)).rejects.toMatchObject(forbidden);
  await expect(updateEndpointSecret(editor, "crm-key", { value: "x" })).rejects.toMatchObject(
    forbidden,
  );
  await expect(deleteEndpointSecret(editor, "crm-key", { confirmed: true })).rejects.toMatchObject(
    forbidden,
  );
  expect((await listEndpointSecrets(viewer)).data).toEqual([
    expect.objectContaining({ name: "crm-key", origin: new URL(url).origin, lastFour: "7731" }),
  ]);
});

test("headers that the call sets itself, and a secret without an address, are refused", () => {
  const config = (more: object) =>
    CreateChainVersion.safeParse({
      ...chain(url),
      steps: [{ ...chain(url).steps[0], config: { ...chain(url).steps[0]?.config, ...more } }],
    }).error?.issues.map(({ path }) => path.join("."));
  for (const header of ["Host", "Content-Length", "cookie", "two words"]) {
    expect(config({ auth: { header, secret: "crm-key" } })).toEqual(["steps.0.config.auth.header"]);
  }
  expect(config({ url: undefined, canned: [{ output: 1 }] })).toEqual(["steps.0.config.auth"]);
});
