-- Values of headers for servers of the team's own, which steps of chains ask.
CREATE TABLE "endpoint_secret" (
  "id" UUID NOT NULL,
  "project_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "origin" TEXT NOT NULL,
  "encrypted_value" TEXT NOT NULL,
  "last_four" TEXT,
  "created_by_id" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "endpoint_secret_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "endpoint_secret_project_id_name_key" ON "endpoint_secret"("project_id", "name");

ALTER TABLE "endpoint_secret" ADD CONSTRAINT "endpoint_secret_project_id_fkey"
  FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
