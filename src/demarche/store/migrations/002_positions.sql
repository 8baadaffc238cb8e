-- What actors want, welcome, oppose and fear, as the pages say; quick look-up of actors by name.

CREATE TABLE positions (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  number INTEGER NOT NULL,
  sentence INTEGER,                -- number of the sentence on the page
  holder TEXT NOT NULL,            -- names, joined by '; '
  country TEXT NOT NULL,           -- codes, joined by '|'
  attitude TEXT NOT NULL,
  cue TEXT NOT NULL,
  issue TEXT NOT NULL,
  issue_start INTEGER NOT NULL,
  issue_end INTEGER NOT NULL,
  first TEXT,
  last TEXT,
  basis TEXT NOT NULL,
  PRIMARY KEY (page, number)
) WITHOUT ROWID;
CREATE INDEX positions_holder ON positions (holder);
CREATE INDEX positions_country ON positions (country);
CREATE INDEX actors_name ON actors (name COLLATE NOCASE);
CREATE INDEX process_statuses_holder ON process_statuses (holder) WHERE holder <> '';
