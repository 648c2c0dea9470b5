"""Who watches a matter stays out of it: the database holds it against every door (plan S47, decision 0079).

``dengwen_stays_out`` is asked at commit, of watched matters only, and reads the ledger of the case: no entry by somebody
who watches or watched it, under any post, says more than a watch may; nor is she its leader or handler. The events are
those of ``rules/watch.py`` (a test compares them).
"""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard

FORWARD = (
    """
CREATE FUNCTION dengwen_stays_out(case_id bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE hers bigint[];
BEGIN
  SELECT coalesce(array_agg(p.id), '{}') INTO hers FROM staff_post p WHERE p.account_id IN (
    SELECT w.account_id FROM cases_watch c JOIN staff_post w ON w.id = c.post_id WHERE c.matter_id = case_id);
  IF EXISTS (SELECT 1 FROM cases_matter m WHERE m.id = case_id
             AND (m.leader_id = ANY (hers) OR m.handler_id = ANY (hers))) THEN
    RAISE EXCEPTION 'who watches case % is of its team', case_id;
  END IF;
  IF EXISTS (SELECT 1 FROM ledger_entry e WHERE e.kind = 'case' AND e.subject = case_id AND e.actor_post = ANY (hers)
             AND e.event NOT IN ('watch_case', 'note_watch', 'end_watch', 'watch_lapsed', 'recusal_declared',
                                 'take_into_campaign', 'scope_lapsed', 'identity_opened', 'due_recomputed')) THEN
    RAISE EXCEPTION 'who watches case % acted in it', case_id;
  END IF;
  IF EXISTS (SELECT 1 FROM cases_watch c JOIN cases_matter m ON m.id = c.matter_id
             WHERE c.matter_id = case_id AND NOT m.watched) THEN
    RAISE EXCEPTION 'case % is watched and does not say so', case_id;
  END IF;
END $$;

CREATE FUNCTION dengwen_watched_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM dengwen_stays_out(NEW.id); RETURN NULL; END $$;
CREATE FUNCTION dengwen_watch_of_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM dengwen_stays_out(NEW.matter_id); RETURN NULL; END $$;

CREATE CONSTRAINT TRIGGER cases_matter_watched AFTER INSERT OR UPDATE ON cases_matter
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.watched) EXECUTE FUNCTION dengwen_watched_matter();
CREATE CONSTRAINT TRIGGER cases_watch_stays_out AFTER INSERT OR UPDATE ON cases_watch
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengwen_watch_of_matter();
CREATE TRIGGER cases_matter_once_watched BEFORE UPDATE OF watched ON cases_matter
  FOR EACH ROW WHEN (OLD.watched AND NOT NEW.watched) EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER cases_watch_only_ends BEFORE UPDATE ON cases_watch
  FOR EACH ROW WHEN (OLD.ended_on IS NOT NULL OR OLD.post_id <> NEW.post_id OR OLD.matter_id <> NEW.matter_id
    OR OLD.organ_id <> NEW.organ_id OR OLD.since <> NEW.since OR OLD.ground <> NEW.ground)
  EXECUTE FUNCTION dengwen_refuse();

CREATE FUNCTION cases_watches_lapsing(on_day date) RETURNS TABLE (matter bigint, post bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.matter_id, o.id
  FROM cases_watch c JOIN cases_matter m ON m.id = c.matter_id JOIN staff_post w ON w.id = c.post_id
  CROSS JOIN LATERAL (
    SELECT p.id FROM staff_post p JOIN staff_account a ON a.id = p.account_id
    WHERE p.organ_id IN (c.organ_id, m.organ_id) AND p.role IN ('campaign_office', 'leader', 'registrar') AND a.is_active
      AND p.since <= on_day AND (p.until IS NULL OR p.until >= on_day)
    ORDER BY p.organ_id <> c.organ_id, p.role, p.id LIMIT 1) o
  WHERE c.ended_on IS NULL AND (c.until < on_day OR w.until < on_day
    OR NOT EXISTS (SELECT 1 FROM organs_organreach r WHERE r.top_id = c.organ_id AND r.organ_id = m.organ_id))
  ORDER BY c.matter_id
$$;
"""
    + guard("cases_watch")
    + scope("cases_watch")
)
BACKWARD = (
    unguard("cases_watch")
    + """
DROP FUNCTION cases_watches_lapsing(date);
DROP TRIGGER cases_watch_only_ends ON cases_watch;
DROP TRIGGER cases_matter_once_watched ON cases_matter;
DROP TRIGGER cases_watch_stays_out ON cases_watch;
DROP TRIGGER cases_matter_watched ON cases_matter;
DROP FUNCTION dengwen_watch_of_matter();
DROP FUNCTION dengwen_watched_matter();
DROP FUNCTION dengwen_stays_out(bigint);
"""
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_watch"), ("ledger", "0007_unlogged_in_order")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
