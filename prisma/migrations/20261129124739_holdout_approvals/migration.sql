-- DropIndex
DROP INDEX "holdout_look_eval_set_id_idx";

-- DropIndex
DROP INDEX "holdout_look_run_id_key";

-- AlterTable
ALTER TABLE "eval_set" ADD COLUMN     "looks_per_prompt" INTEGER NOT NULL DEFAULT 20;

-- AlterTable
ALTER TABLE "holdout_look" ADD COLUMN     "prompt_id" UUID;
UPDATE "holdout_look" l SET prompt_id = r.prompt_id FROM run r WHERE r.id = l.run_id;
DELETE FROM "holdout_look" WHERE prompt_id IS NULL;
ALTER TABLE "holdout_look" ALTER COLUMN "prompt_id" SET NOT NULL;

-- Looks that were free do not use up the new budget: whoever had many gets 20 more.
UPDATE "eval_set" s SET looks_per_prompt = 20 + used.most FROM (
  SELECT eval_set_id, max(n) AS most FROM (
    SELECT eval_set_id, prompt_id, count(*)::int AS n FROM holdout_look GROUP BY 1, 2
  ) each GROUP BY 1
) used WHERE used.eval_set_id = s.id;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "holdout_groups" JSONB;

-- CreateTable
CREATE TABLE "holdout_group" (
    "eval_set_id" UUID NOT NULL,
    "condition_hash" TEXT NOT NULL,
    "condition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "holdout_group_pkey" PRIMARY KEY ("eval_set_id","condition_hash")
);

-- CreateTable
CREATE TABLE "holdout_approval" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "definition_hash" TEXT NOT NULL,
    "approved_by_id" UUID,
    "approved_by_name" TEXT NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_by_name" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "holdout_approval_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "holdout_approval_project_id_kind_definition_hash_idx" ON "holdout_approval"("project_id", "kind", "definition_hash");

-- CreateIndex
CREATE INDEX "holdout_look_eval_set_id_prompt_id_idx" ON "holdout_look"("eval_set_id", "prompt_id");

-- AddForeignKey
ALTER TABLE "holdout_group" ADD CONSTRAINT "holdout_group_eval_set_id_fkey" FOREIGN KEY ("eval_set_id") REFERENCES "eval_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holdout_approval" ADD CONSTRAINT "holdout_approval_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What exists now counts as approved, so that nobody has to approve what they already use. The hashes are
-- those of lib/holdout/connection-definition.ts and lib/scorers/scorer-definition.ts.
CREATE FUNCTION pg_temp.canonical(j jsonb) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE jsonb_typeof(j)
    WHEN 'object' THEN '{' || coalesce((SELECT string_agg(to_json(key)::text || ':' || pg_temp.canonical(value), ','
      ORDER BY key COLLATE "C") FROM jsonb_each(j)), '') || '}'
    WHEN 'array' THEN '[' || coalesce((SELECT string_agg(pg_temp.canonical(value), ',' ORDER BY ordinality)
      FROM jsonb_array_elements(j) WITH ORDINALITY), '') || ']'
    ELSE j::text END;
END $$;

INSERT INTO "holdout_approval" (id, project_id, kind, subject, definition_hash, approved_by_name)
SELECT gen_random_uuid(), project_id, 'connection', name || ', before approvals were asked for',
  encode(sha256(convert_to(kind || E'\n' || coalesce(base_url, '') || E'\n' || coalesce(encrypted_key, ''), 'UTF8')), 'hex'),
  'Galley'
FROM "connection" WHERE removed_at IS NULL AND kind <> 'replay';

INSERT INTO "holdout_approval" (id, project_id, kind, subject, definition_hash, approved_by_name)
SELECT gen_random_uuid(), s.project_id, 'scorer',
  coalesce(spec ->> 'name', spec ->> 'kind') || ' of ' || s.name || ', before approvals were asked for',
  encode(sha256(convert_to(pg_temp.canonical(spec - 'name'), 'UTF8')), 'hex'), 'Galley'
FROM "eval_set" s, jsonb_array_elements(CASE jsonb_typeof(s.scorers) WHEN 'array' THEN s.scorers ELSE '[]' END) spec;
