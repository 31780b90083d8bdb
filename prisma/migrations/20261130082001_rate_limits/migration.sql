-- AlterTable
ALTER TABLE "connection" ADD COLUMN "requests_per_minute" INTEGER,
ADD COLUMN "tokens_per_minute" INTEGER;

-- CreateTable
CREATE TABLE "connection_pace" (
    "connection_id" UUID NOT NULL,
    "requests_free_at" TIMESTAMPTZ(6) NOT NULL,
    "tokens_free_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "connection_pace_pkey" PRIMARY KEY ("connection_id")
);

-- AddForeignKey
ALTER TABLE "connection_pace" ADD CONSTRAINT "connection_pace_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
