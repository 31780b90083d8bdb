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
  // A build is done once and then skipped by its stamp: writing the cache for the next one took a third of it.
  experimental: {
    turbopackFileSystemCacheForBuild: false,
    // Few large chunks compress a tenth better than many small ones: 11 kB of every page. The parts of each are
    // written as well, and whoever moves on to another page, or opens a dialog, loads only those that are new.
    turbopackChunking: {
      generateComponentChunks: true,
      firstPageLoadPriority: 1,
      minChunkSize: 2_000_000,
      requestCost: 5_000_000,
      // Above React with Next, below Monaco.
      maxMergeChunkSize: 1_200_000,
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
