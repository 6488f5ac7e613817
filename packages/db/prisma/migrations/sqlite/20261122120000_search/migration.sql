-- Written by hand: full-text search (see docs/decisions/2026-11-22-search.md).

-- Messages whose text is to be indexed. The triggers put them here; the program makes the tokens.
CREATE TABLE "SearchQueue" (
    "messageId" TEXT NOT NULL PRIMARY KEY,
    "userId" BIGINT NOT NULL,
    CONSTRAINT "SearchQueue_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "SearchQueue_userId_idx" ON "SearchQueue"("userId");

-- The messages that are indexed. "place" orders them by time, and is the rowid in "SearchTokens".
CREATE TABLE "SearchEntry" (
    "place" INTEGER NOT NULL PRIMARY KEY,
    "messageId" TEXT NOT NULL,
    CONSTRAINT "SearchEntry_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "SearchEntry_messageId_key" ON "SearchEntry"("messageId");

CREATE VIRTUAL TABLE "SearchTokens" USING fts5(tokens, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars ':'");

CREATE TRIGGER "SearchEntry_delete" AFTER DELETE ON "SearchEntry" BEGIN
    DELETE FROM "SearchTokens" WHERE rowid = OLD."place";
END;

-- A reply that still runs is written several times a second: it is indexed once, when it has ended.
CREATE TRIGGER "Message_search_insert" AFTER INSERT ON "Message" WHEN NEW."status" <> 'running' BEGIN
    INSERT INTO "SearchQueue" ("messageId", "userId") SELECT NEW."id", "userId" FROM "Chat" WHERE "id" = NEW."chatId" ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER "Message_search_update" AFTER UPDATE OF "text", "status" ON "Message"
WHEN NEW."status" <> 'running' AND (OLD."status" = 'running' OR OLD."text" <> NEW."text") BEGIN
    INSERT INTO "SearchQueue" ("messageId", "userId") SELECT NEW."id", "userId" FROM "Chat" WHERE "id" = NEW."chatId" ON CONFLICT DO NOTHING;
END;

INSERT INTO "SearchQueue" ("messageId", "userId")
SELECT "Message"."id", "Chat"."userId" FROM "Message" JOIN "Chat" ON "Chat"."id" = "Message"."chatId" WHERE "Message"."status" <> 'running';
