import { afterEach, beforeEach, vi } from "vitest";
import { Galley, type GalleyOptions } from "../index";
import { API_KEY, FakeGalley, versionOf } from "./fake-galley";

export const NAME = "support/triage";

/** Until it holds, on a machine that may have much else to do. */
export const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000 });

/**
 * For each test a server with version 1 live, and clients of it that end with the test. Waits between attempts,
 * which are a random part of their most, are as short as can be.
 */
export function useFakeGalley() {
  const open: Galley[] = [];
  const setup = {
    server: new FakeGalley(),
    connect(options: Partial<GalleyOptions> = {}): Galley {
      const galley = new Galley({
        apiKey: API_KEY,
        baseUrl: setup.server.baseUrl,
        stream: false,
        pollMs: 0,
        log: () => {},
        ...options,
      });
      open.push(galley);
      return galley;
    },
  };
  beforeEach(async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    setup.server = await new FakeGalley().start();
    setup.server.live.set(NAME, { stable: versionOf(1) });
  });
  afterEach(async () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    await Promise.all(open.splice(0).map((galley) => galley.close({ timeoutMs: 0 })));
    await setup.server.stop().catch(() => {});
  });
  return setup;
}
