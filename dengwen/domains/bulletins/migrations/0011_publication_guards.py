"""Row-level security and guards of publications: recorded or refused, and frozen once they are issued."""

from django.db import migrations

from dengwen.domains.cases.guards import application_role

MAIN = "bulletins_publication"
PARTS = ("bulletins_publicationreply", "bulletins_publicationreceipt")

FUNCTIONS = """
CREATE FUNCTION dengwen_recorded_publication(asked bigint, table_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE last bigint;
BEGIN
  SELECT txid INTO last FROM ledger_entry WHERE kind = 'publication' AND subject = asked ORDER BY seq DESC LIMIT 1;
  IF last IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
    RAISE EXCEPTION 'Dengwen: a change of publication % (%) without its ledger entry is refused', asked, table_name
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END $$;
CREATE FUNCTION dengwen_recorded_publication_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM dengwen_recorded_publication(NEW.publication_id, TG_TABLE_NAME); RETURN NULL; END $$;
CREATE FUNCTION dengwen_recorded_publication_self() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM dengwen_recorded_publication(NEW.id, TG_TABLE_NAME); RETURN NULL; END $$;

-- What was issued stays as it was issued; all that may happen to it is that it is withdrawn.
CREATE FUNCTION bulletins_issued_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := '{state,revision,withdrawn_on,withdrawn_by_id,reason}';
BEGIN
  IF OLD.number <> '' AND (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
    RAISE EXCEPTION 'Dengwen: publication % was issued and stays as it is', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.state = 'withdrawn' OR (OLD.state = 'issued' AND NEW.state NOT IN ('issued', 'withdrawn')) THEN
    RAISE EXCEPTION 'Dengwen: publication % is % and stays so', OLD.id, OLD.state
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION bulletins_said_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.replied_on IS NOT NULL THEN
    RAISE EXCEPTION 'Dengwen: what an organ replied stays as it is' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

-- Which matters a campaign counted at an instant, whoever asks: they are only counted, so that two people who may not
-- see the same cases still draft and issue the same figures.
CREATE FUNCTION bulletins_in_scope(asked bigint, until timestamptz) RETURNS TABLE (matter bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT matter_id FROM campaigns_scopechange WHERE campaign_id = asked AND at <= until
  GROUP BY matter_id HAVING sum(step) = 1
$$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION bulletins_in_scope(bigint, timestamptz);
DROP FUNCTION bulletins_said_stays();
DROP FUNCTION bulletins_issued_stays();
DROP FUNCTION dengwen_recorded_publication_self();
DROP FUNCTION dengwen_recorded_publication_row();
DROP FUNCTION dengwen_recorded_publication(bigint, text);
"""
# A draft is its organ's. What was issued is read above, and below where it is meant for those below. An organ that is
# named sees what it was asked about.
SEEN = """(organ_id = (SELECT dengwen_bureau())
  OR (number <> '' AND (organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
    OR (audience = 'below' AND EXISTS (SELECT 1 FROM organs_organreach r
      WHERE r.top_id = bulletins_publication.organ_id AND r.organ_id = (SELECT dengwen_bureau())))))
  OR EXISTS (SELECT 1 FROM bulletins_publicationreply r
    WHERE r.publication_id = bulletins_publication.id AND r.organ_id = (SELECT dengwen_bureau())))"""
SEEN_OF = {
    "bulletins_publicationreply": "(publisher_id = (SELECT dengwen_bureau())"
    " OR organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[]))",
    "bulletins_publicationreceipt": "EXISTS (SELECT 1 FROM bulletins_publication p"
    " WHERE p.id = bulletins_publicationreceipt.publication_id)",
}


def _stays(table: str, which: str) -> str:
    return f"""
CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
CREATE CONSTRAINT TRIGGER {table}_recorded AFTER INSERT OR UPDATE ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengwen_recorded_publication_{which}();
"""


def _policy(table: str, seen: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} TO {application_role()} USING ({seen}) WITH CHECK (true);
"""


def _forward() -> str:
    once = f"""
CREATE TRIGGER {MAIN}_issued BEFORE UPDATE ON {MAIN} FOR EACH ROW EXECUTE FUNCTION bulletins_issued_stays();
CREATE TRIGGER {PARTS[0]}_said BEFORE UPDATE ON {PARTS[0]} FOR EACH ROW EXECUTE FUNCTION bulletins_said_stays();
CREATE TRIGGER {PARTS[1]}_once BEFORE UPDATE ON {PARTS[1]} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
"""
    parts = [_stays(table, "row") + _policy(table, SEEN_OF[table]) for table in PARTS]
    return FUNCTIONS + _stays(MAIN, "self") + _policy(MAIN, SEEN) + "".join(parts) + once


def _backward() -> str:
    extra = f"""
DROP TRIGGER {MAIN}_issued ON {MAIN}; DROP TRIGGER {PARTS[0]}_said ON {PARTS[0]};
DROP TRIGGER {PARTS[1]}_once ON {PARTS[1]}; DROP POLICY scope ON {PARTS[1]}; DROP POLICY scope ON {MAIN};
DROP POLICY scope ON {PARTS[0]};
"""
    dropped = [
        f"DROP TRIGGER {table}_recorded ON {table}; DROP TRIGGER {table}_stays_whole ON {table};"
        f"DROP TRIGGER {table}_stays ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
        for table in (*reversed(PARTS), MAIN)
    ]
    return extra + "".join(dropped) + DROP_FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [
        ("bulletins", "0010_publications"),
        ("campaigns", "0002_guards"),
        ("permissions", "0002_reach_once"),
    ]
    operations = [migrations.RunSQL(_forward(), _backward())]
