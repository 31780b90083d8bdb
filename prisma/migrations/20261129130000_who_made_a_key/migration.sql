ALTER TABLE "api_key"
  ADD COLUMN "created_by_key_id" UUID,
  ADD COLUMN "confirmed_at" TIMESTAMPTZ(3);

ALTER TABLE "prompt_version" ADD COLUMN "author_key_id" UUID;

-- Until now a key that was made through another key looked like one of the operator's. The event log knows.
UPDATE "api_key" made
SET "created_by_key_id" = maker."id",
    "created_by_id" = COALESCE(maker."created_by_id", made."created_by_id")
FROM "event" e
JOIN "api_key" maker ON maker."id"::text = e."actor_id"
WHERE e."type" = 'api_key.created'
  AND e."actor_kind" = 'key'
  AND e."project_id" = made."project_id"
  AND e."subject_id" = made."id"::text;

-- A key that acts as a member works on when the member or the operator made it. Others wait for the member.
UPDATE "api_key"
SET "confirmed_at" = "created_at"
WHERE "acts_as_id" IS NOT NULL
  AND "created_by_key_id" IS NULL
  AND ("created_by_id" IS NULL OR "created_by_id" = "acts_as_id");

UPDATE "prompt_version" v
SET "author_key_id" = k."id"
FROM "event" e
JOIN "api_key" k ON k."id"::text = e."actor_id"
WHERE e."type" = 'version.saved'
  AND e."actor_kind" = 'key'
  AND e."project_id" = v."project_id"
  AND e."subject_id" = v."prompt_id"::text
  AND e."data" ->> 'version' = v."number"::text;
