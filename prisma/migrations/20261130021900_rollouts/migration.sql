-- CreateTable
CREATE TABLE "rollout" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "prompt_id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "stable_version" INTEGER NOT NULL,
    "candidate_version" INTEGER NOT NULL,
    "salt" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "setups" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "holding_for" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "stage" INTEGER NOT NULL DEFAULT 0,
    "percent" DOUBLE PRECISION NOT NULL,
    "figures" JSONB NOT NULL,
    "dismissals" JSONB NOT NULL DEFAULT '[]',
    "started_by_id" UUID,
    "started_by_name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "rollout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollout_event" (
    "id" UUID NOT NULL,
    "rollout_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "type" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "is_automatic" BOOLEAN NOT NULL,
    "facts" JSONB NOT NULL,
    "basis" JSONB,

    CONSTRAINT "rollout_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollout_snapshot" (
    "rollout_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "percent" DOUBLE PRECISION NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "rollout_snapshot_pkey" PRIMARY KEY ("rollout_id","at")
);

-- CreateTable
CREATE TABLE "rollout_observation" (
    "seq" BIGSERIAL NOT NULL,
    "rollout_id" UUID NOT NULL,
    "request" TEXT NOT NULL,
    "unit" TEXT,
    "arm" TEXT,
    "entry" TEXT NOT NULL,
    "is_first" BOOLEAN NOT NULL,
    "percent" DOUBLE PRECISION NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "learned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "outcome" TEXT,
    "is_error" BOOLEAN NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "cost_usd" DOUBLE PRECISION,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "tool_calls" INTEGER NOT NULL,
    "retries" INTEGER NOT NULL,
    "segments" UUID[] DEFAULT ARRAY[]::UUID[],

    CONSTRAINT "rollout_observation_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "rollout_unit" (
    "rollout_id" UUID NOT NULL,
    "unit" TEXT NOT NULL,
    "is_mixed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "rollout_unit_pkey" PRIMARY KEY ("rollout_id","unit")
);

-- CreateTable
CREATE TABLE "rollout_due_unit" (
    "rollout_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rollout_due_unit_pkey" PRIMARY KEY ("rollout_id","kind","unit")
);

-- CreateIndex
CREATE UNIQUE INDEX "rollout_release_id_key" ON "rollout"("release_id");

-- CreateIndex
CREATE INDEX "rollout_prompt_id_environment_id_idx" ON "rollout"("prompt_id", "environment_id");

-- CreateIndex
CREATE UNIQUE INDEX "rollout_project_id_number_key" ON "rollout"("project_id", "number");

-- CreateIndex
CREATE INDEX "rollout_event_rollout_id_at_idx" ON "rollout_event"("rollout_id", "at");

-- CreateIndex
CREATE INDEX "rollout_observation_rollout_id_seq_idx" ON "rollout_observation"("rollout_id", "seq");

-- CreateIndex
CREATE INDEX "rollout_observation_rollout_id_unit_idx" ON "rollout_observation"("rollout_id", "unit");

-- CreateIndex
CREATE INDEX "rollout_observation_request_idx" ON "rollout_observation"("request");

-- CreateIndex
CREATE INDEX "rollout_due_unit_rollout_id_kind_due_at_idx" ON "rollout_due_unit"("rollout_id", "kind", "due_at");

-- AddForeignKey
ALTER TABLE "rollout" ADD CONSTRAINT "rollout_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout" ADD CONSTRAINT "rollout_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout" ADD CONSTRAINT "rollout_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout" ADD CONSTRAINT "rollout_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout_event" ADD CONSTRAINT "rollout_event_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout_snapshot" ADD CONSTRAINT "rollout_snapshot_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout_observation" ADD CONSTRAINT "rollout_observation_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout_unit" ADD CONSTRAINT "rollout_unit_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout_due_unit" ADD CONSTRAINT "rollout_due_unit_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was decided, and what was learned when, stays written.
CREATE TRIGGER rollout_event_is_append_only BEFORE UPDATE OR DELETE ON "rollout_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rollout_observation_is_append_only BEFORE UPDATE ON "rollout_observation"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
