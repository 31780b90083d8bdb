/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
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
