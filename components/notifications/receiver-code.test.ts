import { expect, test } from "vitest";
import { signatureHeader } from "@/lib/notifications/sign-delivery";
import { RECEIVER_CODE } from "./receiver-code";

type Check = (body: string, header: string, secret: string) => boolean;

async function readReceiver(): Promise<Check> {
  const address = `data:text/javascript,${encodeURIComponent(RECEIVER_CODE.javascript)}`;
  return ((await import(/* @vite-ignore */ address)) as { isFromGalley: Check }).isFromGalley;
}

const MINUTE_MS = 60_000;

test("the receiver that the page shows takes what is signed, also during a rotation", async () => {
  const isFromGalley = await readReceiver();
  const header = signatureHeader("{}", ["new", "old"]);
  expect(isFromGalley("{}", header, "new")).toBe(true);
  expect(isFromGalley("{}", header, "old")).toBe(true);
});

test("it refuses another secret, another body, an old delivery and a broken header", async () => {
  const isFromGalley = await readReceiver();
  const header = signatureHeader("{}", ["secret"]);
  const old = signatureHeader("{}", ["secret"], new Date(Date.now() - 10 * MINUTE_MS));
  expect(isFromGalley("{}", header, "guess")).toBe(false);
  expect(isFromGalley('{"a":1}', header, "secret")).toBe(false);
  expect(isFromGalley("{}", old, "secret")).toBe(false);
  for (const broken of ["", "t=1", "v1=00", "t=x,v1=zz"]) {
    expect(isFromGalley("{}", broken, "secret")).toBe(false);
  }
});
