-- The whole holdout of a set, opened by an admin: who, why, and from which revision on its cases are development.
CREATE TABLE "holdout_unsealing" (
    "eval_set_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "cases" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "holdout_unsealing_pkey" PRIMARY KEY ("eval_set_id", "revision")
);
ALTER TABLE "holdout_unsealing" ADD CONSTRAINT "holdout_unsealing_eval_set_id_fkey" FOREIGN KEY ("eval_set_id") REFERENCES "eval_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A person says that a version of the policy does not decide an output.
CREATE TABLE "policy_doubt" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_doubt_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "policy_doubt_item_id_by_name_policy_version_key" ON "policy_doubt"("item_id", "by_name", "policy_version");
ALTER TABLE "policy_doubt" ADD CONSTRAINT "policy_doubt_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "judge_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Outputs to label can come from production.
ALTER TABLE "judge_item" ADD COLUMN "trace_id" TEXT;

-- Somebody has looked at the hint that a version adds many narrow special cases.
CREATE TABLE "special_cases_dismissal" (
    "version_id" UUID NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "special_cases_dismissal_pkey" PRIMARY KEY ("version_id")
);
ALTER TABLE "special_cases_dismissal" ADD CONSTRAINT "special_cases_dismissal_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "prompt_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
