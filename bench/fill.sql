-- Many lives in sets. Parameters are bound by bench/fill.py; a line of dashes ends a step.
-- What a life looks like hangs on its number alone: the same database every time.
CREATE FUNCTION bench_r(i bigint, k int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT ((hashint8extended(i, k) >> 1) & 1073741823)::float8 / 1073741824 $$;
CREATE FUNCTION bench_pick(words text[], i bigint, k int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT words[1 + floor(bench_r(i, k) * cardinality(words))::int] $$;
----
-- Who holds matters, with a share that grows with the organ; the first county and its city are the biggest.
CREATE UNLOGGED TABLE bench_holder AS
WITH held AS (
  SELECT o.id, o.level, o.parent_id, coalesce(substr(o.code, 1, 6) || rtrim(substr(o.code, 7), '0'), 'X' || o.id) AS prefix,
    CASE o.level WHEN 'province' THEN 2.0 WHEN 'city' THEN 1.0 ELSE 0.3 + bench_r(o.id, 1) END
      * CASE WHEN o.id = %(county)s THEN 12 WHEN o.id = %(city)s THEN 4 WHEN o.parent_id = %(city)s THEN 2 ELSE 1 END AS weight,
    (SELECT min(p.id) FROM staff_post p WHERE p.organ_id = o.id AND p.role = 'registrar' AND p.until IS NULL) AS registrar,
    (SELECT min(p.id) FROM staff_post p WHERE p.organ_id = o.id AND p.role = 'handler' AND p.until IS NULL) AS handler,
    (SELECT min(p.id) FROM staff_post p WHERE p.organ_id = o.id AND p.role = 'leader' AND p.until IS NULL) AS leader
  FROM organs_organ o
  WHERE o.kind = 'police' AND o.level IN ('province', 'city', 'county') AND o.closed_on IS NULL
    AND EXISTS (SELECT FROM staff_post p WHERE p.organ_id = o.id))
SELECT id, level, parent_id, prefix, coalesce(registrar, handler, leader) AS registrar, handler, leader,
  (sum(weight) OVER (ORDER BY id) - weight) / sum(weight) OVER () AS low,
  sum(weight) OVER (ORDER BY id) / sum(weight) OVER () AS high
FROM held WHERE coalesce(registrar, handler, leader) IS NOT NULL;
----
CREATE UNLOGGED TABLE bench_life AS
WITH drawn AS (
  SELECT i AS id, bench_r(i, 10) AS place, bench_r(i, 11) >= %(ended)s AS open, bench_r(i, 12) AS age, bench_r(i, 13) AS course
  FROM generate_series(1, %(matters)s::bigint) i),
placed AS (
  SELECT d.*, h.id AS organ, h.parent_id AS above, h.prefix, h.registrar, h.handler, h.leader, h.level,
    %(today)s::date - CASE WHEN d.open THEN 1 + floor(d.age * d.age * 150)::int ELSE 95 + floor(d.age * 1730)::int END AS received
  FROM drawn d JOIN bench_holder h ON d.place >= h.low AND d.place < h.high),
stated AS (
  SELECT p.*, CASE WHEN NOT open THEN CASE WHEN course < 0.90 THEN 'closed' WHEN course < 0.95 THEN 'not_accepted' ELSE 'diverted' END
    WHEN course < 0.08 THEN 'registered' WHEN course < 0.13 THEN 'screening' WHEN course < 0.18 THEN 'transferred'
    WHEN course < 0.21 THEN 'assigned' WHEN course < 0.33 THEN 'accepted' WHEN course < 0.43 THEN 'planning'
    WHEN course < 0.66 THEN 'investigating' WHEN course < 0.73 THEN 'opinion_draft' WHEN course < 0.79 THEN 'opinion_issued'
    WHEN course < 0.84 THEN 'served' WHEN course < 0.90 THEN 'executing' WHEN course < 0.96 THEN 'dossier_review'
    ELSE 'follow_up' END AS state
  FROM placed p),
staged AS (
  SELECT s.*, CASE state WHEN 'registered' THEN 1 WHEN 'screening' THEN 1 WHEN 'transferred' THEN 1 WHEN 'assigned' THEN 1
      WHEN 'not_accepted' THEN 2 WHEN 'diverted' THEN 2 WHEN 'accepted' THEN 2 WHEN 'planning' THEN 3 WHEN 'investigating' THEN 3
      WHEN 'opinion_draft' THEN 3 ELSE 4 END AS stage,
    received + 1 + floor(bench_r(id, 14) * 18)::int AS answered
  FROM stated s),
dated AS (
  SELECT s.*, least(answered, %(today)s::date) AS ended_first,
    least(answered + 10 + floor(bench_r(id, 15) * 70)::int, %(today)s::date) AS decided
  FROM staged s)
SELECT d.*, stage >= 4 AND open AS late_stage,
  CASE WHEN state = 'closed' THEN least(decided + 3 + floor(bench_r(id, 16) * 25)::int, %(today)s::date) END AS closed,
  CASE WHEN open THEN %(today)s::date - 38 + floor(bench_r(id, 17) * 100)::int END AS due,
  CASE WHEN stage >= 3 AND bench_r(id, 18) < 0.06 THEN 1 ELSE 0 END AS returned,
  row_number() OVER (PARTITION BY organ, extract(year FROM received) ORDER BY id) AS running,
  CASE WHEN bench_r(id, 19) < 0.85 THEN id END AS person,
  CASE WHEN NOT open THEN CASE WHEN stage = 2 THEN 2 ELSE 4 END ELSE least(stage, 4) END AS entries,
  decode(md5(id::text), 'hex') AS salt
FROM dated d;
----
INSERT INTO cases_matter (id, number, title, place, category, purpose, channel, source, state, is_open, urgent, organ_id,
  registered_by_id, sender_id, review_organ_id, leader_id, handler_id, received_on, occurred_on, registered_at, accept_due, accepted_on,
  handling_due, decided_on, served_on, closed_on, close_basis, ended_on, due, due_rule, returned, returned_in, reopened,
  pack, external_source, external_key, salt, version)
SELECT id, format('%%s-%%s-%%s', prefix, extract(year FROM received), lpad(running::text, 6, '0')),
  bench_pick(%(titles)s::text[], id, 20), '云岭路' || id %% 900 || '号',
  bench_pick(%(categories)s::text[], id, 21), bench_pick(%(purposes)s::text[], id, 22), bench_pick(%(channels)s::text[], id, 23),
  bench_pick(%(sources)s::text[], id, 24), state, open, bench_r(id, 25) < 0.02, organ, organ,
  CASE WHEN bench_r(id, 26) < 0.3 THEN above END, CASE WHEN state = 'dossier_review' THEN above END,
  CASE WHEN stage >= 3 THEN leader END, CASE WHEN stage >= 3 THEN handler END,
  received, received - floor(bench_r(id, 27) * 60)::int, received + time '02:00' + interval '1 hour' * bench_r(id, 28) * 6,
  received + 15, CASE WHEN stage >= 2 AND state NOT IN ('not_accepted', 'diverted') THEN ended_first END,
  CASE WHEN stage >= 2 AND state NOT IN ('not_accepted', 'diverted') THEN ended_first + 60 END,
  CASE WHEN stage >= 4 THEN decided END, CASE WHEN state = 'closed' THEN decided + 2 END, closed,
  CASE WHEN closed IS NOT NULL THEN 'verified' ELSE '' END,
  CASE WHEN NOT open THEN coalesce(closed, ended_first) END, due,
  CASE WHEN NOT open THEN '' WHEN stage = 1 THEN 'CN22-TEL-D15' WHEN stage < 4 THEN 'CN22-HDL-60' ELSE 'DSN-UPD-28' END,
  returned, CASE WHEN returned = 1 THEN to_char(decided, 'YYYY-MM') ELSE '' END, 0, 'cn-2022', '', '', salt, entries
FROM bench_life;
----
INSERT INTO cases_numberseries (organ_id, year, last)
SELECT organ, extract(year FROM received), max(running) FROM bench_life GROUP BY 1, 2;
----
INSERT INTO cases_contact (id, matter_id, channel, source, received_on, text, reply, people, first)
SELECT id, id, 'LETTER', 'DIRECT', received, bench_pick(%(texts)s::text[], id, 30) || id, '', 1, true FROM bench_life
UNION ALL
SELECT %(matters)s + row_number() OVER (), id, 'WEB', 'DIRECT', received + 9, bench_pick(%(texts)s::text[], id, 31), '', 1, false
FROM bench_life WHERE bench_r(id, 32) < 0.12;
----
INSERT INTO cases_claim (id, matter_id, position, text, remedy_sought, category, purpose, result, facts_found, answer, legal_basis, answered_on)
SELECT row_number() OVER (), id, p, bench_pick(%(titles)s::text[], id, 33 + p), '请求依法答复', '01.05', 'APPEAL',
  CASE WHEN closed IS NULL THEN '' ELSE 'FOUNDED' END, '', '', '', closed
FROM bench_life CROSS JOIN generate_series(1, 2) p WHERE p = 1 OR bench_r(id, 36) < 0.25;
----
INSERT INTO identity_sealedperson (id, key_id, sealed, blind_name, blind_phone, blind_document)
SELECT id, 'k1', sha256(salt) || sha256('a' || salt) || sha256('b' || salt) || sha256('c' || salt), substr(sha256('d' || salt), 1, 16),
  substr(sha256('e' || salt), 1, 16), NULL FROM bench_life WHERE person IS NOT NULL;
----
INSERT INTO cases_party (id, matter_id, person_id, role, mask, note)
SELECT id, id, person, 'petitioner', '王**', '' FROM bench_life WHERE person IS NOT NULL;
----
INSERT INTO cases_involvement (id, matter_id, organ_id, kind, since, until)
SELECT row_number() OVER (), id, organ, 'registered', received, NULL::date FROM bench_life
UNION ALL
SELECT %(matters)s + row_number() OVER (), id, above, 'sent', received, NULL FROM bench_life
WHERE above IS NOT NULL AND bench_r(id, 26) < 0.3;
----
INSERT INTO deadlines_clock (id, matter_id, rule, pack, bearer, starts_on, target, legal, original, met_on, stopped, provisional)
SELECT id, id, 'CN22-TEL-D15', 'cn-2022', 'organ', received, received + 15, received + 15, received + 15,
  CASE WHEN stage >= 2 THEN ended_first END, false, false FROM bench_life
UNION ALL
SELECT %(matters)s + id, id, 'CN22-HDL-60', 'cn-2022', 'organ', ended_first, ended_first + 60, ended_first + 60, ended_first + 60,
  CASE WHEN stage >= 4 THEN decided END, false, false FROM bench_life WHERE stage >= 2 AND state NOT IN ('not_accepted', 'diverted')
UNION ALL
SELECT 2 * %(matters)s::bigint + id, id, 'DSN-UPD-28', 'cn-2022', 'organ', due - 28, due, due, due, NULL, false, false
FROM bench_life WHERE late_stage;
----
INSERT INTO cases_statement (id, matter_id, seq, label, text)
SELECT id, id, 3, 'note', '请在期限内办理，并将结果告知信访人。' FROM bench_life WHERE entries >= 3;
----
-- The stream of each matter. Payloads are as long as real ones; the hashes are made up and verify nothing.
INSERT INTO ledger_entry (kind, subject, seq, event, actor_post, at, payload, prev_hash, hash, txid)
SELECT 'case', id, seq,
  CASE seq WHEN 1 THEN 'registered' WHEN 2 THEN CASE state WHEN 'not_accepted' THEN 'not_accept' WHEN 'diverted' THEN 'divert'
    ELSE 'accept' END WHEN 3 THEN 'assign_team' ELSE CASE WHEN closed IS NULL THEN 'hand_in_dossier' ELSE 'close' END END,
  CASE seq WHEN 3 THEN leader ELSE registrar END,
  (CASE seq WHEN 1 THEN received WHEN 2 THEN ended_first WHEN 3 THEN ended_first ELSE coalesce(closed, decided) END)
    + time '03:00' + interval '1 minute' * seq,
  CASE seq WHEN 1 THEN '{"facts":{"channel":"LETTER","contacts":1,"organ":' || organ || ',"source":"DIRECT"},"set":{"cases.matter/' || id
      || '":{"state":"registered","received_on":"' || received || '","title#":"' || encode(sha256('t' || salt), 'hex') || '","place#":"'
      || encode(sha256('p' || salt), 'hex') || '"},"cases.contact/' || id || '":{"text#":"' || encode(sha256('x' || salt), 'hex')
      || '"},"cases.claim/' || id || '":{"text#":"' || encode(sha256('y' || salt), 'hex') || '"}' || %(filler)s::text || '}}'
    WHEN 3 THEN '{"facts":{"leader":' || coalesce(leader::text, 'null') || ',"handler":' || coalesce(handler::text, 'null') || '},"set":{}}'
    ELSE '{"facts":{},"set":{"cases.matter/' || id || '":{"state":"' || state || '"}}}' END,
  CASE seq WHEN 1 THEN '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea
    ELSE sha256((seq - 1)::text::bytea || salt) END,
  sha256(seq::text::bytea || salt), 1
FROM bench_life CROSS JOIN generate_series(1, 4) seq WHERE seq <= entries ORDER BY id, seq;
----
INSERT INTO ledger_head (kind, subject, seq, hash) SELECT 'case', id, entries, sha256(entries::text::bytea || salt) FROM bench_life;
----
DROP TABLE bench_life, bench_holder;
DROP FUNCTION bench_pick;
DROP FUNCTION bench_r;
----
-- The table of the yardstick: the same number of rows, one index that fits its query, no policy.
CREATE TABLE bench_row AS
SELECT id, number, title, state, coalesce(due, received_on) AS due, organ_id FROM cases_matter;
CREATE INDEX ON bench_row (organ_id, due, id);
CREATE TABLE bench_written (id bigserial PRIMARY KEY, organ_id bigint NOT NULL, title text NOT NULL);
GRANT SELECT ON bench_row TO dengwen_app;
GRANT SELECT, INSERT ON bench_written TO dengwen_app;
GRANT USAGE ON SEQUENCE bench_written_id_seq TO dengwen_app;
