-- What is live, in one place: a stable version, and the candidate of a rollout with its share.
CREATE TABLE "deployment" (
    "prompt_id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "stable_version_id" UUID,
    "stable_release_id" UUID,
    "candidate_version_id" UUID,
    "candidate_release_id" UUID,
    "percent" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "salt" TEXT NOT NULL DEFAULT '',
    "rollout_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deployment_pkey" PRIMARY KEY ("prompt_id","environment_id"),
    CONSTRAINT "deployment_is_one_state" CHECK (
      ("stable_version_id" IS NULL) = ("stable_release_id" IS NULL)
      AND ("candidate_version_id" IS NULL) = ("candidate_release_id" IS NULL)
      AND ("candidate_version_id" IS NULL OR "stable_version_id" IS NOT NULL)
      AND ("candidate_version_id" IS NOT NULL OR ("percent" = 0 AND "rollout_id" IS NULL))
      AND "percent" BETWEEN 0 AND 100)
);

CREATE TABLE "deployment_change" (
    "prompt_id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "stable_version_id" UUID,
    "candidate_version_id" UUID,
    "percent" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "rollout_id" UUID,
    "release_id" UUID,
    "changed_by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deployment_change_pkey" PRIMARY KEY ("prompt_id","environment_id","revision")
);

CREATE INDEX "deployment_stable_release_id_idx" ON "deployment"("stable_release_id");
CREATE INDEX "deployment_candidate_release_id_idx" ON "deployment"("candidate_release_id");

ALTER TABLE "deployment" ADD CONSTRAINT "deployment_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_stable_version_id_fkey" FOREIGN KEY ("stable_version_id") REFERENCES "prompt_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_candidate_version_id_fkey" FOREIGN KEY ("candidate_version_id") REFERENCES "prompt_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_stable_release_id_fkey" FOREIGN KEY ("stable_release_id") REFERENCES "release"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_candidate_release_id_fkey" FOREIGN KEY ("candidate_release_id") REFERENCES "release"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "deployment_change" ADD CONSTRAINT "deployment_change_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "deployment_change" ADD CONSTRAINT "deployment_change_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

INSERT INTO "deployment_change" ("prompt_id", "environment_id", "revision", "stable_version_id", "release_id", "changed_by_name", "at")
SELECT "prompt_id", "environment_id", row_number() OVER (PARTITION BY "prompt_id", "environment_id" ORDER BY "number"),
  "version_id", "id", "released_by_name", "released_at" FROM "release";

INSERT INTO "deployment" ("prompt_id", "environment_id", "revision", "stable_version_id", "stable_release_id", "changed_at")
SELECT DISTINCT ON (r."prompt_id", r."environment_id") r."prompt_id", r."environment_id",
  count(*) OVER (PARTITION BY r."prompt_id", r."environment_id"), r."version_id",
  CASE WHEN r."version_id" IS NULL THEN NULL ELSE r."id" END, r."released_at"
FROM "release" r ORDER BY r."prompt_id", r."environment_id", r."number" DESC;

DROP TABLE "live_version";

CREATE TRIGGER deployment_change_is_append_only BEFORE UPDATE OR DELETE ON "deployment_change"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
