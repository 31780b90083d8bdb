/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Without tests and scripts: a mistake in one of them must not stop somebody's `npm start`.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  // The address of a trace as Langfuse's clients build it, with the project's slug as its id.
  redirects: async () => [
    {
      source: "/project/:project/traces/:trace",
      destination: "/:project/traces/:trace",
      permanent: false,
    },
  ],
  // In the browser the parsers of addresses come with the hooks that use them; the server's are a second copy.
  turbopack: { resolveAlias: { "nuqs/server": { browser: "nuqs" } } },
  // A build is done once and then skipped by its stamp: writing the cache for the next one took a third of it.
  experimental: {
    turbopackFileSystemCacheForBuild: false,
    // Nothing reads them: they were two thirds of the build's files, and a twelfth of its time.
    turbopackSourceMaps: false,
    // Fewer and larger scripts: a page compresses to 7 to 9 kB less, and asks 9 times where it asked 17 times.
    turbopackChunking: {
      minChunkSize: 2_000_000,
      requestCost: 1_000_000,
      maxMergeChunkSize: 2_000_000,
    },
  },
  serverExternalPackages: [
    "pg",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@node-rs/argon2",
    "@zxcvbn-ts/language-common",
    "graphile-worker",
    "pino",
    "undici",
    "piscina",
    "eld",
    "gpt-tokenizer",
    "re2js",
    "quickjs-emscripten-core",
    "@jitl/quickjs-wasmfile-release-sync",
    "ajv",
    "ajv-formats",
  ],
};
