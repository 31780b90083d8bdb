-- AlterTable
ALTER TABLE "judge_label" ADD COLUMN     "imported_by_id" UUID;

-- AlterTable
ALTER TABLE "judge_revision" ADD COLUMN     "key_maker_id" UUID;

-- Who imported before is known by name only.
UPDATE "judge_label" l SET "imported_by_id" = u."id"
FROM "judge_item" i, "judge" j, "member" m, "user" u
WHERE i."id" = l."item_id" AND j."id" = i."judge_id" AND m."project_id" = j."project_id"
  AND u."id" = m."user_id" AND m."role" <> 'admin' AND u."name" = l."imported_by";
