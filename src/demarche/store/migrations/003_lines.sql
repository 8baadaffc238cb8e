-- Facets of millions of events: a narrow line for each event, and counts by year.

CREATE TABLE lines (
  event INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  line TEXT NOT NULL               -- the facets' values, tab between them: see rollups.FACETS
);
INSERT INTO lines
SELECT event, coalesce(day, ''), type || char(9) || kind || char(9) || factuality || char(9) || standing || char(9)
  || actor_countries || char(9) || recipient_countries || char(9) || place_country || char(9) || outlets
FROM events;

CREATE TRIGGER lines_insert AFTER INSERT ON events BEGIN
  INSERT INTO lines VALUES (new.event, coalesce(new.day, ''), new.type || char(9) || new.kind || char(9)
    || new.factuality || char(9) || new.standing || char(9) || new.actor_countries || char(9)
    || new.recipient_countries || char(9) || new.place_country || char(9) || new.outlets);
END;
CREATE TRIGGER lines_update AFTER UPDATE OF
  day, type, kind, factuality, standing, actor_countries, recipient_countries, place_country, outlets ON events BEGIN
  UPDATE lines SET day = coalesce(new.day, ''), line = new.type || char(9) || new.kind || char(9)
    || new.factuality || char(9) || new.standing || char(9) || new.actor_countries || char(9)
    || new.recipient_countries || char(9) || new.place_country || char(9) || new.outlets
  WHERE event = new.event;
END;
CREATE TRIGGER lines_delete AFTER DELETE ON events BEGIN
  DELETE FROM lines WHERE event = old.event;
END;

DROP TABLE rollups;
CREATE TABLE rollups (
  dimension TEXT NOT NULL,         -- '' for all events, or the facet that is filtered
  value TEXT NOT NULL,
  year TEXT NOT NULL,              -- '' where the event has no day
  facet TEXT NOT NULL,             -- '' for the total
  facet_value TEXT NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (dimension, value, year, facet, facet_value)
) WITHOUT ROWID;
DELETE FROM days;
DROP TABLE days;
UPDATE events SET rolled = 0 WHERE rolled = 1;
