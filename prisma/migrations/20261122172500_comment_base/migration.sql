-- AlterTable
ALTER TABLE "review_comment" ADD COLUMN     "base_version" INTEGER;

-- Comments on the old side stood against what was live there then, else against the version's parent.
UPDATE "review_comment" c
SET "base_version" = COALESCE(
  (
    SELECT v."number"
    FROM "release" l
    JOIN "prompt_version" v ON v."id" = l."version_id"
    WHERE l."prompt_id" = r."prompt_id"
      AND l."environment_id" = r."environment_id"
      AND l."released_at" <= c."created_at"
      AND v."number" <> c."version"
    ORDER BY l."number" DESC
    LIMIT 1
  ),
  (
    SELECT p."parent_version"
    FROM "prompt_version" p
    WHERE p."prompt_id" = r."prompt_id" AND p."number" = c."version"
  )
)
FROM "review" r
WHERE r."id" = c."review_id" AND c."side" = 'from';
