-- A chain is versioned content like a prompt: its versions, specs, reviews, releases and rollouts are the same rows.
ALTER TYPE "PromptKind" ADD VALUE 'chain';
ALTER TABLE "prompt_version" ALTER COLUMN "model" DROP NOT NULL;
ALTER TABLE "prompt_version" ADD COLUMN "chain" JSONB;

-- What a case expects of single steps of a chain: { [step key]: expected output }.
ALTER TABLE "eval_case" ADD COLUMN "steps" JSONB;

-- What the steps of a chain did, each with its verdict, and the first that went wrong.
ALTER TABLE "run_result" ADD COLUMN "steps" JSONB;
ALTER TABLE "run_result" ADD COLUMN "first_wrong_step" TEXT;

-- A run that is a what-if of another: { runId, step, mocks … }.
ALTER TABLE "run" ADD COLUMN "what_if" JSONB;
ALTER TABLE "run" ADD COLUMN "what_if_of" UUID REFERENCES "run" ("id") ON DELETE CASCADE;
CREATE INDEX "run_what_if_of_idx" ON "run" ("what_if_of");

-- Documents that a chain's retrieval step searches.
CREATE TABLE "document_set" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL DEFAULT '',
  "language" TEXT NOT NULL DEFAULT 'simple',
  "revision" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "archived_at" TIMESTAMPTZ(3),
  CONSTRAINT "document_set_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "document_set_project_id_name_key" ON "document_set" ("project_id", "name");

CREATE TABLE "document_set_revision" (
  "document_set_id" UUID NOT NULL REFERENCES "document_set" ("id") ON DELETE CASCADE,
  "number" INTEGER NOT NULL,
  "language" TEXT NOT NULL,
  "summary" TEXT NOT NULL,
  "added" INTEGER NOT NULL DEFAULT 0,
  "updated" INTEGER NOT NULL DEFAULT 0,
  "removed" INTEGER NOT NULL DEFAULT 0,
  "author_id" UUID,
  "author_name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "document_set_revision_pkey" PRIMARY KEY ("document_set_id", "number")
);

-- One state of a document. A document of revision r is the row with since <= r and (until is null or until > r).
CREATE TABLE "document" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "document_set_id" UUID NOT NULL REFERENCES "document_set" ("id") ON DELETE CASCADE,
  "document_id" TEXT NOT NULL,
  "title" TEXT NOT NULL DEFAULT '',
  "text" TEXT NOT NULL,
  "since_revision" INTEGER NOT NULL,
  "until_revision" INTEGER,
  "search" TSVECTOR NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "document_document_set_id_document_id_since_revision_key" ON "document" ("document_set_id", "document_id", "since_revision");
CREATE INDEX "document_search_idx" ON "document" USING GIN ("search");
CREATE INDEX "document_document_set_id_until_revision_idx" ON "document" ("document_set_id", "until_revision");

-- A hint about the text of a prompt that somebody called wrong, by the hint's id.
CREATE TABLE "hint_dismissal" (
  "prompt_id" UUID NOT NULL REFERENCES "prompt" ("id") ON DELETE CASCADE,
  "hint_id" TEXT NOT NULL,
  "by_name" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "hint_dismissal_pkey" PRIMARY KEY ("prompt_id", "hint_id")
);
