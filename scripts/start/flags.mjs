import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../root.mjs";
import { UserError } from "../user-error.mjs";
import { checkEnvironment } from "./check-environment.mjs";

export const usage = `Usage: npm start -- [--port 3000] [--host 127.0.0.1] [--data-dir .galley] [--demo | --no-demo]

  --port      where to listen (default 3000)
  --host      the address to bind to (default 127.0.0.1, this machine only)
  --data-dir  where the built-in database, secrets and logs lie (default .galley)
  --no-demo   do not create the demo project
  --demo      create it although GALLEY_URL is public; its people then cannot sign in

DATABASE_URL set: that PostgreSQL (15 or newer) is used and no database is started.`;

/**
 * The command line beats the environment, the environment beats the defaults.
 * @param {string[]} args
 * @param {Record<string, string | undefined>} environment
 */
export function parseFlags(args, environment = {}) {
  const { values } = parse(args);
  checkEnvironment(environment);
  const port = Number(values.port ?? environment.GALLEY_PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserError(
      `--port must be a number from 1 to 65535, not "${values.port ?? environment.GALLEY_PORT}".`,
    );
  }
  const folder = values["data-dir"];
  return {
    port,
    host: values.host ?? environment.GALLEY_HOST ?? "127.0.0.1",
    dataDir:
      folder === undefined
        ? resolve(root, environment.GALLEY_DATA_DIR ?? ".galley")
        : resolve(folder),
    demo: wantsDemo(values, environment),
    help: values.help ?? false,
  };
}

/** Where others come to work, invented people and tickets are in the way: only who asks for them gets them. */
function wantsDemo(flags, { GALLEY_DEMO, GALLEY_URL }) {
  if (flags.demo && flags["no-demo"]) throw new UserError("Use --demo or --no-demo, not both.");
  if (flags.demo) return true;
  if (flags["no-demo"] || GALLEY_DEMO === "0") return false;
  return GALLEY_DEMO === "1" || !GALLEY_URL || isLoopbackUrl(GALLEY_URL);
}

function isLoopbackUrl(url) {
  const name = URL.canParse(url) ? new URL(url).hostname : "";
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(name);
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        host: { type: "string" },
        "data-dir": { type: "string" },
        demo: { type: "boolean" },
        "no-demo": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UserError(`${error.message.split(". ")[0]}.\n${usage}`);
  }
}

/** The address to show and to sign in at, for a process bound to `host`. */
export function addressOf(host, port) {
  if (host === "0.0.0.0" || host === "::") return `http://localhost:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
