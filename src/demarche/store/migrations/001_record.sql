-- The record as first laid down. Tables are ours to change; read through the views of views.sql.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE runs (
  run INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  finished TEXT,
  what TEXT NOT NULL,              -- add, gather, import
  program TEXT NOT NULL,           -- version of demarche
  tables TEXT NOT NULL,            -- fingerprint of the tables
  weights TEXT NOT NULL,           -- fingerprint of the weights
  pages INTEGER NOT NULL DEFAULT 0,
  records INTEGER NOT NULL DEFAULT 0,
  problems INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE pages (
  page INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,         -- hash of the content
  key TEXT NOT NULL,               -- address or name: two contents under one key are two versions
  name TEXT NOT NULL,
  url TEXT,
  title TEXT,
  outlet TEXT,
  agency TEXT,
  authors TEXT NOT NULL DEFAULT '[]',
  language TEXT,
  published TEXT,
  published_earliest TEXT,
  published_latest TEXT,
  published_basis TEXT NOT NULL DEFAULT 'undated',
  published_time TEXT,
  published_zone TEXT,
  published_evidence TEXT NOT NULL DEFAULT '[]',
  published_refused TEXT NOT NULL DEFAULT '[]',
  dateline_place TEXT,
  dateline_agency TEXT,
  form TEXT,
  fetched TEXT,
  basis TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL,
  digest TEXT NOT NULL,            -- of all rows of the page: a second reading that says the same changes nothing
  superseded_by TEXT,              -- id of the newer version
  copy_of INTEGER,                 -- the page that stands for this one and its copies
  copy_reason TEXT,
  gathered INTEGER NOT NULL DEFAULT 0,
  run INTEGER,
  added TEXT NOT NULL
);
CREATE INDEX pages_key ON pages (key);
CREATE INDEX pages_outlet ON pages (outlet, published);
CREATE INDEX pages_published ON pages (published);
CREATE INDEX pages_waiting ON pages (page) WHERE gathered = 0;
CREATE INDEX pages_copy ON pages (copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE shingles (                       -- sampled five-word sequences, to find copies
  week INTEGER NOT NULL,
  shingle INTEGER NOT NULL,
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  PRIMARY KEY (week, shingle, page)
) WITHOUT ROWID;
CREATE INDEX shingles_page ON shingles (page);

CREATE TABLE page_names (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (page, name)
) WITHOUT ROWID;

CREATE TABLE paragraphs (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL,
  flags TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (page, number)
) WITHOUT ROWID;

CREATE TABLE sentences (
  sentence INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX sentences_page ON sentences (page, number);
CREATE VIRTUAL TABLE sentences_fts USING fts5 (
  text, content = 'sentences', content_rowid = 'sentence', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE mentions (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  name_type TEXT NOT NULL,
  chain INTEGER NOT NULL,
  role TEXT NOT NULL,
  actor TEXT,                      -- names, joined by '; '
  country TEXT,                    -- codes, joined by '|'
  sectors TEXT,
  office TEXT,
  basis TEXT NOT NULL,
  refused TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (page, number)
) WITHOUT ROWID;

CREATE TABLE times (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  type TEXT NOT NULL,
  value TEXT,
  first TEXT,
  last TEXT,
  basis TEXT NOT NULL,
  PRIMARY KEY (page, number)
) WITHOUT ROWID;

CREATE TABLE places (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  name TEXT NOT NULL,
  gazetteer_id TEXT NOT NULL,
  latitude REAL,
  longitude REAL,
  country TEXT,
  region TEXT,
  feature TEXT,
  precision TEXT,
  basis TEXT NOT NULL,
  PRIMARY KEY (page, number)
) WITHOUT ROWID;

CREATE TABLE statements (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  number INTEGER NOT NULL,
  source TEXT,
  source_start INTEGER,
  cue TEXT,
  cue_start INTEGER,
  content_start INTEGER,
  content_end INTEGER,
  content TEXT,
  stance TEXT NOT NULL,
  speech TEXT NOT NULL,
  speaker TEXT,
  country TEXT,
  within INTEGER,
  basis TEXT NOT NULL,
  PRIMARY KEY (page, number)
) WITHOUT ROWID;
CREATE INDEX statements_speaker ON statements (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE events (
  event INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  mode TEXT,
  kind TEXT NOT NULL,
  cameo TEXT,
  quad TEXT NOT NULL,
  goldstein REAL,
  contexts TEXT NOT NULL DEFAULT '',          -- joined by '|'
  factuality TEXT NOT NULL,
  actors TEXT NOT NULL DEFAULT '',            -- names joined by '; '
  actor_countries TEXT NOT NULL DEFAULT '',   -- joined by '|'
  recipients TEXT NOT NULL DEFAULT '',
  recipient_countries TEXT NOT NULL DEFAULT '',
  first TEXT,                                 -- days told for the event
  last TEXT,
  day TEXT,                                   -- day to sort by: told, or else of the page
  day_basis TEXT NOT NULL DEFAULT 'none',     -- told, published, none
  place TEXT,
  latitude REAL,
  longitude REAL,
  place_country TEXT NOT NULL DEFAULT '',
  place_precision TEXT,
  outlets TEXT NOT NULL DEFAULT '',           -- joined by '|'
  speakers TEXT NOT NULL DEFAULT '',          -- outermost speakers joined by '|'
  tellings INTEGER NOT NULL DEFAULT 1,
  pages INTEGER NOT NULL DEFAULT 1,
  sources INTEGER NOT NULL DEFAULT 1,         -- independent ones, copies folded
  standing TEXT NOT NULL DEFAULT 'single',    -- single, corroborated, contradicted
  standing_reason TEXT NOT NULL DEFAULT '',
  record INTEGER,                             -- the telling that stands for the event
  rolled INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX events_day ON events (day);
CREATE INDEX events_type ON events (type, day);
CREATE INDEX events_place ON events (place_country, day) WHERE place_country <> '';
CREATE INDEX events_standing ON events (standing, day) WHERE standing <> 'single';
CREATE INDEX events_unrolled ON events (event) WHERE rolled = 0;

CREATE TABLE records (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  sentence INTEGER,
  number INTEGER NOT NULL,                    -- order on the page
  told_as TEXT NOT NULL,                      -- id of the event on its page, before gathering
  event INTEGER,                              -- the event it tells of; NULL on a superseded page
  trigger TEXT NOT NULL,
  trigger_start INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  contexts TEXT NOT NULL DEFAULT '[]',
  kind TEXT NOT NULL,
  cameo TEXT,
  quad TEXT NOT NULL,
  goldstein REAL,
  actors TEXT NOT NULL,                       -- JSON: the parties with words, country, sector, basis
  recipients TEXT NOT NULL,
  factuality TEXT NOT NULL,
  according_to TEXT NOT NULL DEFAULT '[]',    -- JSON: outermost speaker first
  sides TEXT NOT NULL DEFAULT '[]',
  when_first TEXT,
  when_last TEXT,
  when_text TEXT,
  when_basis TEXT NOT NULL DEFAULT '',
  place TEXT,
  latitude REAL,
  longitude REAL,
  place_country TEXT,
  place_precision TEXT,
  place_basis TEXT,
  confidence REAL NOT NULL DEFAULT 1,
  basis TEXT NOT NULL DEFAULT '',
  verdict TEXT                                -- of a person: accept, correct, reject
);
CREATE INDEX records_page ON records (page, number);
CREATE INDEX records_event ON records (event);
CREATE INDEX records_sentence ON records (sentence);

CREATE TABLE actors (
  actor INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL DEFAULT '',
  sector TEXT NOT NULL DEFAULT '',
  UNIQUE (name, country, sector)
);

CREATE TABLE parties (
  event INTEGER NOT NULL,
  role TEXT NOT NULL,                         -- a actor, r recipient
  actor INTEGER NOT NULL,
  country TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (event, role, actor)
) WITHOUT ROWID;
CREATE INDEX parties_country ON parties (country, role, event);
CREATE INDEX parties_actor ON parties (actor, role, event);

CREATE TABLE problems (
  problem INTEGER PRIMARY KEY,
  page TEXT NOT NULL,                         -- name of the page
  stage TEXT NOT NULL,
  error TEXT NOT NULL,
  message TEXT NOT NULL,
  run INTEGER,
  UNIQUE (page, stage, error, message)
);

CREATE TABLE merges (
  told_as TEXT PRIMARY KEY,                   -- id of the event on its page
  event TEXT NOT NULL,                        -- id of the event it was joined to
  score REAL NOT NULL,
  reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX merges_event ON merges (event);

CREATE TABLE splits (
  told_as TEXT NOT NULL,                      -- id of an event on its page …
  event TEXT NOT NULL,                        -- … that a person took out of this event: never to be joined again
  made TEXT NOT NULL,
  PRIMARY KEY (told_as, event)
) WITHOUT ROWID;

CREATE TABLE contradictions (
  event TEXT NOT NULL,
  other TEXT NOT NULL,
  kind TEXT NOT NULL,                         -- denial, counter-claim, numbers, dates
  reason TEXT NOT NULL,
  record TEXT,
  other_record TEXT,
  PRIMARY KEY (event, other, kind)
) WITHOUT ROWID;
CREATE INDEX contradictions_other ON contradictions (other);

CREATE TABLE processes (
  process TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  participants TEXT NOT NULL DEFAULT '',      -- joined by '|'
  started TEXT,
  ended TEXT,
  basis TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE process_statuses (
  process TEXT NOT NULL REFERENCES processes ON DELETE CASCADE,
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  sentence INTEGER NOT NULL,
  record TEXT NOT NULL DEFAULT '',            -- id of the record behind it, or empty
  status TEXT NOT NULL,
  holder TEXT NOT NULL DEFAULT '',
  first TEXT,
  last TEXT,
  day TEXT,
  when_text TEXT,
  basis TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (process, page, sentence, record, status, holder)
) WITHOUT ROWID;
CREATE INDEX process_statuses_page ON process_statuses (page);

CREATE TABLE process_mentions (
  process TEXT NOT NULL,
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  sentence INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (process, page, sentence, start)
) WITHOUT ROWID;
CREATE INDEX process_mentions_page ON process_mentions (page);

CREATE TABLE plans (
  event TEXT PRIMARY KEY,                     -- id of the event announced
  outcome TEXT NOT NULL,                      -- open, held, moved, cancelled, overdue, unknown
  reason TEXT NOT NULL,
  record TEXT,                                -- id of the record whose sentence settles it
  first TEXT,
  last TEXT,
  moved_first TEXT,
  moved_last TEXT
) WITHOUT ROWID;

CREATE INDEX plans_last ON plans (outcome, last);

CREATE TABLE plan_notes (                     -- sentences that tell of something put off or called off
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  sentence INTEGER NOT NULL,
  outcome TEXT NOT NULL,                      -- moved, cancelled
  countries TEXT NOT NULL,                    -- joined by '|'
  day TEXT,                                   -- of the page
  first TEXT,                                 -- the new days, where told
  last TEXT,
  PRIMARY KEY (page, sentence, outcome)
) WITHOUT ROWID;
CREATE INDEX plan_notes_day ON plan_notes (day);

CREATE TABLE rollups (
  dimension TEXT NOT NULL,                    -- '' for all events, or the dimension that is filtered
  value TEXT NOT NULL,
  facet TEXT NOT NULL,
  facet_value TEXT NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (dimension, value, facet, facet_value)
) WITHOUT ROWID;

CREATE TABLE days (
  day TEXT NOT NULL,
  facet TEXT NOT NULL,
  facet_value TEXT NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (facet, day, facet_value)
) WITHOUT ROWID;

CREATE TABLE verdicts (
  number INTEGER PRIMARY KEY,
  record TEXT NOT NULL,                       -- id of the record judged
  signature TEXT NOT NULL,                    -- finds the record again when a later reading codes it anew
  verdict TEXT NOT NULL,                      -- accept, correct, reject
  changes TEXT NOT NULL DEFAULT '{}',         -- JSON: column to corrected value
  note TEXT NOT NULL DEFAULT '',
  reviewer TEXT NOT NULL DEFAULT '',
  made TEXT NOT NULL,
  original TEXT NOT NULL DEFAULT '{}'         -- JSON: what stood there before
);
CREATE INDEX verdicts_record ON verdicts (record);
CREATE INDEX verdicts_signature ON verdicts (signature);

CREATE TABLE searches (
  name TEXT PRIMARY KEY,
  filters TEXT NOT NULL,                      -- JSON
  target TEXT NOT NULL DEFAULT '',            -- atom:PATH, rss:PATH, jsonl:PATH, command:LINE
  made TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE alerts (
  search TEXT NOT NULL REFERENCES searches ON DELETE CASCADE,
  event TEXT NOT NULL,
  sent TEXT NOT NULL,
  PRIMARY KEY (search, event)
) WITHOUT ROWID;
