/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Metadata is awaited before the first byte, so that what it refuses is a 404 and not a 200 that says so.
  htmlLimitedBots: /.*/,
  images: { unoptimized: true },
  // Tests and scripts must not be able to stop somebody's `npm start`; `npm run verify` checks the types.
  typescript: { ignoreBuildErrors: true },
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
    "ajv",
    "ajv-formats",
  ],
};
