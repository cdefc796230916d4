-- A database of version 1, as released; never changed.
PRAGMA application_id = 0x596F6D69;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE annotations (
            library INTEGER NOT NULL REFERENCES libraries,
            id TEXT NOT NULL,
            post INTEGER NOT NULL REFERENCES posts,
            view TEXT NOT NULL,
            quote TEXT,  -- NULL: a note on the whole post
            prefix TEXT,
            suffix TEXT,
            start INTEGER,
            text_hash TEXT,
            colour TEXT NOT NULL,
            style TEXT NOT NULL,
            note TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            extra TEXT NOT NULL,
            PRIMARY KEY (library, id)
        ) STRICT;
INSERT INTO "annotations" VALUES(1,'00000000-0000-0000-0000-000000000001',1,'cleaned','名前','吾輩は猫である。','はまだ無い。どこで生れたか頓と見当がつかぬ。',8,'hash-of-text','pink','underline','edited','2026-01-01T09:00:00+00:00','2026-01-01T09:00:05+00:00','');
INSERT INTO "annotations" VALUES(1,'00000000-0000-0000-0000-000000000002',2,'cleaned',NULL,NULL,NULL,NULL,NULL,'yellow','highlight','of the post','2026-01-01T09:00:00+00:00','2026-01-01T09:00:00+00:00','');
CREATE TABLE libraries (
            id INTEGER PRIMARY KEY,
            root TEXT NOT NULL UNIQUE,
            relative TEXT NOT NULL  -- from the data folder, with /; '' where there is no such way
        ) STRICT;
INSERT INTO "libraries" VALUES(1,'/library','../../../../library');
CREATE TABLE migrations (
            version INTEGER PRIMARY KEY,
            at TEXT NOT NULL
        ) STRICT;
INSERT INTO "migrations" VALUES(1,'2026-01-01T09:00:01+00:00');
CREATE TABLE posts (
            id INTEGER PRIMARY KEY,
            library INTEGER NOT NULL REFERENCES libraries,
            path TEXT NOT NULL,
            content_hash TEXT NOT NULL DEFAULT '',
            last_seen TEXT,
            read INTEGER NOT NULL DEFAULT 0,
            starred INTEGER NOT NULL DEFAULT 0,
            place INTEGER NOT NULL DEFAULT 0,
            UNIQUE (library, path)
        ) STRICT;
INSERT INTO "posts" VALUES(1,1,'sub/猫.md','',NULL,0,0,12);
INSERT INTO "posts" VALUES(2,1,'a.md','h1','2026-01-01T09:00:08+00:00',1,0,0);
CREATE TABLE rules_off (
            library INTEGER NOT NULL REFERENCES libraries,
            post INTEGER REFERENCES posts,  -- NULL: in the whole library
            rule TEXT NOT NULL,
            UNIQUE (library, post, rule)
        ) STRICT;
INSERT INTO "rules_off" VALUES(1,2,'markers');
CREATE TABLE step_rows (
            step INTEGER NOT NULL REFERENCES steps ON DELETE CASCADE,
            position INTEGER NOT NULL,
            annotation TEXT NOT NULL,
            before_post INTEGER NOT NULL REFERENCES posts,
            before TEXT,  -- the annotation as JSON; NULL: there was none
            after_post INTEGER NOT NULL REFERENCES posts,
            after TEXT,
            PRIMARY KEY (step, position)
        ) STRICT;
INSERT INTO "step_rows" VALUES(1,0,'00000000-0000-0000-0000-000000000001',1,NULL,1,'{"view":"cleaned","quote":"名前","prefix":"吾輩は猫である。","suffix":"はまだ無い。どこで生れたか頓と見当がつかぬ。","start":8,"text_hash":"hash-of-text","colour":"pink","style":"underline","note":"一行\n二行","created":"2026-01-01T09:00:00+00:00","modified":"2026-01-01T09:00:00+00:00","extra":"","tags":["重要","later"]}');
INSERT INTO "step_rows" VALUES(2,0,'00000000-0000-0000-0000-000000000002',2,NULL,2,'{"view":"cleaned","quote":null,"prefix":null,"suffix":null,"start":null,"text_hash":null,"colour":"yellow","style":"highlight","note":"of the post","created":"2026-01-01T09:00:00+00:00","modified":"2026-01-01T09:00:00+00:00","extra":"","tags":[]}');
INSERT INTO "step_rows" VALUES(3,0,'00000000-0000-0000-0000-000000000001',1,'{"view":"cleaned","quote":"名前","prefix":"吾輩は猫である。","suffix":"はまだ無い。どこで生れたか頓と見当がつかぬ。","start":8,"text_hash":"hash-of-text","colour":"pink","style":"underline","note":"一行\n二行","created":"2026-01-01T09:00:00+00:00","modified":"2026-01-01T09:00:00+00:00","extra":"","tags":["重要","later"]}',1,'{"view":"cleaned","quote":"名前","prefix":"吾輩は猫である。","suffix":"はまだ無い。どこで生れたか頓と見当がつかぬ。","start":8,"text_hash":"hash-of-text","colour":"pink","style":"underline","note":"edited","created":"2026-01-01T09:00:00+00:00","modified":"2026-01-01T09:00:05+00:00","extra":"","tags":["重要","later"]}');
INSERT INTO "step_rows" VALUES(4,0,'00000000-0000-0000-0000-000000000002',2,'{"view":"cleaned","quote":null,"prefix":null,"suffix":null,"start":null,"text_hash":null,"colour":"yellow","style":"highlight","note":"of the post","created":"2026-01-01T09:00:00+00:00","modified":"2026-01-01T09:00:00+00:00","extra":"","tags":[]}',2,NULL);
CREATE TABLE steps (
            id INTEGER PRIMARY KEY,
            library INTEGER NOT NULL REFERENCES libraries,
            label TEXT NOT NULL,
            at TEXT NOT NULL,
            undone INTEGER NOT NULL DEFAULT 0
        ) STRICT;
INSERT INTO "steps" VALUES(1,1,'highlight','2026-01-01T09:00:03+00:00',0);
INSERT INTO "steps" VALUES(2,1,'note','2026-01-01T09:00:04+00:00',0);
INSERT INTO "steps" VALUES(3,1,'edit','2026-01-01T09:00:06+00:00',0);
INSERT INTO "steps" VALUES(4,1,'delete','2026-01-01T09:00:07+00:00',1);
CREATE TABLE tags (
            library INTEGER NOT NULL,
            annotation TEXT NOT NULL,
            position INTEGER NOT NULL,
            tag TEXT NOT NULL,
            PRIMARY KEY (library, annotation, position),
            FOREIGN KEY (library, annotation) REFERENCES annotations ON DELETE CASCADE
        ) STRICT;
INSERT INTO "tags" VALUES(1,'00000000-0000-0000-0000-000000000001',0,'重要');
INSERT INTO "tags" VALUES(1,'00000000-0000-0000-0000-000000000001',1,'later');
CREATE TABLE texts (
            hash TEXT PRIMARY KEY,
            text BLOB NOT NULL  -- UTF-8, zlib
        ) STRICT;
INSERT INTO "texts" VALUES('hash-of-text',X'78DA0DCA4D0A80200044E1AB37E22654106A9F41F4434117282F3388768B66F7F87825E6F61CC45DFD496C84A171EC4C89A1F4414E6422553B13564E681E74D671A2F1C444B82F49F6B6BAF22A848B90B8F4FF695640E5');
CREATE INDEX annotations_by_post ON annotations (post);
CREATE INDEX steps_by_library ON steps (library, undone, id);
CREATE INDEX step_rows_by_before ON step_rows (before_post);
CREATE INDEX step_rows_by_after ON step_rows (after_post);
COMMIT;
