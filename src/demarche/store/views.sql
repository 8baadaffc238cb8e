-- The views that people and programs read. Their names and columns are a contract (docs/reference/store.md).

DROP VIEW IF EXISTS page;
CREATE VIEW page AS
SELECT p.id AS page_id, p.name, p.url, p.title, p.outlet, p.agency, p.language, p.published,
       p.published_earliest, p.published_latest, p.published_basis, p.dateline_place, p.form, p.fetched, p.added,
       o.id AS copy_of, length(p.text) AS characters,
       (SELECT count(*) FROM records r WHERE r.page = p.page) AS records
FROM pages p LEFT JOIN pages o ON o.page = p.copy_of
WHERE p.superseded_by IS NULL;

DROP VIEW IF EXISTS page_history;
CREATE VIEW page_history AS
SELECT key, id AS page_id, name, url, title, published, fetched, added, superseded_by FROM pages;

DROP VIEW IF EXISTS event;
CREATE VIEW event AS
SELECT e.id AS event_id, e.type, e.mode, e.kind, e.cameo, e.quad, e.goldstein, e.contexts, e.factuality,
       e.actors, e.actor_countries, e.recipients, e.recipient_countries, e.first, e.last, e.day, e.day_basis,
       e.place, e.latitude, e.longitude, e.place_country, e.place_precision, e.outlets, e.speakers,
       e.tellings, e.pages, e.sources, e.standing, e.standing_reason, r.id AS record_id, s.text AS sentence
FROM events e LEFT JOIN records r ON r.record = e.record LEFT JOIN sentences s ON s.sentence = r.sentence;

DROP VIEW IF EXISTS record;
CREATE VIEW record AS
SELECT r.id AS record_id, e.id AS event_id, p.id AS page_id, r.type, r.mode, r.contexts, r.kind, r.cameo, r.quad,
       r.goldstein, r.actors, r.recipients, r.factuality, r.according_to, r.when_first, r.when_last, r.when_text,
       r.when_basis, r.place, r.latitude, r.longitude, r.place_country, r.place_precision, r.place_basis,
       r.trigger, r.trigger_start, r.trigger_end, s.text AS sentence, s.number AS sentence_number,
       s.start AS sentence_start, s."end" AS sentence_end, r.confidence, r.basis, r.verdict, p.url, p.name AS page_name,
       p.title, p.outlet, p.published
FROM records r JOIN pages p ON p.page = r.page JOIN events e ON e.event = r.event
LEFT JOIN sentences s ON s.sentence = r.sentence
WHERE p.superseded_by IS NULL;

DROP VIEW IF EXISTS party;
CREATE VIEW party AS
SELECT e.id AS event_id, CASE q.role WHEN 'a' THEN 'actor' ELSE 'recipient' END AS role, a.name, a.country, a.sector,
       e.type, e.factuality, e.day
FROM parties q JOIN events e ON e.event = q.event JOIN actors a ON a.actor = q.actor;

DROP VIEW IF EXISTS actor;
CREATE VIEW actor AS
SELECT a.name, a.country, a.sector,
       (SELECT count(*) FROM parties q WHERE q.actor = a.actor AND q.role = 'a') AS events_as_actor,
       (SELECT count(*) FROM parties q WHERE q.actor = a.actor AND q.role = 'r') AS events_as_recipient
FROM actors a;

DROP VIEW IF EXISTS statement;
CREATE VIEW statement AS
SELECT p.id AS page_id, t.number, t.speaker, t.country, t.source, t.cue, t.content, t.stance, t.speech, t.within,
       t.source_start, t.cue_start, t.content_start, t.content_end, t.basis, p.outlet, p.published, p.url
FROM statements t JOIN pages p ON p.page = t.page WHERE p.superseded_by IS NULL;

DROP VIEW IF EXISTS process;
CREATE VIEW process AS
SELECT q.process AS process_id, q.name, q.kind, q.participants, q.started, q.ended, q.basis,
       (SELECT count(*) FROM process_statuses t WHERE t.process = q.process) AS statuses,
       (SELECT count(DISTINCT m.page) FROM process_mentions m WHERE m.process = q.process) AS pages
FROM processes q;

DROP VIEW IF EXISTS process_status;
CREATE VIEW process_status AS
SELECT t.process AS process_id, q.name, t.status, t.holder, t.first, t.last, t.day, t.when_text, t.record AS record_id,
       s.text AS sentence, p.id AS page_id, p.url, p.outlet, p.published, t.basis
FROM process_statuses t JOIN processes q ON q.process = t.process JOIN pages p ON p.page = t.page
LEFT JOIN sentences s ON s.sentence = t.sentence
WHERE p.superseded_by IS NULL;

DROP VIEW IF EXISTS position;
CREATE VIEW position AS
SELECT p.id AS page_id, n.holder, n.country, n.attitude, n.cue, n.issue, n.issue_start, n.issue_end, n.first, n.last,
       s.text AS sentence, p.outlet, p.url, p.published, n.basis
FROM positions n JOIN pages p ON p.page = n.page LEFT JOIN sentences s ON s.page = n.page AND s.number = n.sentence
WHERE p.superseded_by IS NULL;

DROP VIEW IF EXISTS plan;
CREATE VIEW plan AS
SELECT l.event AS event_id, q.process AS process_id, coalesce(q.name, e.type) AS title,
       coalesce(e.type, 'CONSULT') AS type, coalesce(e.actors, replace(q.participants, '|', '; ')) AS actors,
       coalesce(e.recipients, '') AS recipients, e.place, l.first, l.last, l.outcome, l.reason, l.moved_first,
       l.moved_last, l.record AS settled_by, s.text AS sentence, t.text AS settling_sentence
FROM plans l LEFT JOIN events e ON e.id = l.event LEFT JOIN processes q ON q.process = l.process
LEFT JOIN records r ON r.record = e.record LEFT JOIN sentences s ON s.sentence = coalesce(l.sentence, r.sentence)
LEFT JOIN records o ON o.id = l.record LEFT JOIN sentences t ON t.sentence = o.sentence
WHERE e.event NOT NULL OR q.process NOT NULL;

DROP VIEW IF EXISTS claim_pair;
CREATE VIEW claim_pair AS
SELECT c.event AS event_id, c.other AS other_event_id, c.kind, c.reason, c.record AS record_id,
       c.other_record AS other_record_id, s.text AS sentence, t.text AS other_sentence
FROM contradictions c
LEFT JOIN records r ON r.id = c.record LEFT JOIN sentences s ON s.sentence = r.sentence
LEFT JOIN records o ON o.id = c.other_record LEFT JOIN sentences t ON t.sentence = o.sentence;

DROP VIEW IF EXISTS problem;
CREATE VIEW problem AS SELECT page, stage, error, message FROM problems;

DROP VIEW IF EXISTS run;
CREATE VIEW run AS SELECT * FROM runs;

DROP VIEW IF EXISTS verdict;
CREATE VIEW verdict AS SELECT record AS record_id, verdict, changes, note, reviewer, made FROM verdicts;
