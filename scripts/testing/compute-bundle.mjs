// Vitest's global setup: tests run no bundle of a process, so the thread for computing is built by itself.

import { inRoot } from "../root.mjs";
import { bundle } from "../start/bundle.mjs";

export default async function setUp() {
  await bundle({ folder: inRoot("dist/test"), names: ["compute"] });
}
