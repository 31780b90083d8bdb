import { db, pool } from "@/lib/db/client";
import { seedPeople } from "./demo-people";

async function main() {
  await seedPeople();
  await db.$disconnect();
  await pool.end();
}

await main();
