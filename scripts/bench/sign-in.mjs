import { randomUUID } from "node:crypto";
import pg from "pg";
import { admin } from "./galley-client.mjs";

/** A session in the database and its cookie, as a sign-in would leave them. */
export async function signIn({ env }, project) {
  const email = `${randomUUID()}@galley.example`;
  const person = ["--email", email, "--name", "Bench", "--project", project, "--role", "admin"];
  await admin(env, "create-user", ...person);
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query(
      `insert into session (id, user_id, expires_at)
       select $2, id, now() + interval '1 hour' from "user" where email = $1
       returning id, user_id as "userId"`,
      [email, randomUUID()],
    );
    const { encode } = await import("next-auth/jwt");
    const token = { sub: rows[0].userId, sid: rows[0].id, ver: 1 };
    return `galley.session=${await encode({ token, secret: env.GALLEY_SECRET })}`;
  } finally {
    await client.end();
  }
}
