/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Without tests and scripts: a mistake in one of them must not stop somebody's `npm start`.
  typescript: { tsconfigPath: "tsconfig.build.json" },
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
