-- Events that may stand under another day than the one looked for: undated ones, and those of several days.

CREATE INDEX events_loose ON events (type, day) WHERE day_basis <> 'told' OR first <> last;
