"""What the database promises about linkage.

A pair exists for a post that sees both matters; a run and its weights for whoever reaches their organ. Decisions and
weights are written once; no pair and no decision is ever deleted; and no decision is there without an entry of the
same transaction in the stream ``linkage/<organ>``. With the file of either matter, which only its disposal takes away,
the words of the decisions on it go, and nothing else of them.
"""

from dengwen.domains.cases.guards import application_role
from dengwen.domains.cases.states import ERASED

RUN, WEIGHTS = "linkage_linkagerun", "linkage_learnedweights"
PAIR, DECISION = "linkage_matterpair", "linkage_pairdecision"
_REACHED = "(SELECT dengwen_sees_all()) OR organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[])"
_MATTER = "EXISTS (SELECT 1 FROM cases_matter m WHERE m.id = {}.{}_id)"
_SHOWN = {
    RUN: _REACHED,
    WEIGHTS: _REACHED,
    PAIR: " AND ".join(_MATTER.format(PAIR, which) for which in ("one", "other")),
    DECISION: f"EXISTS (SELECT 1 FROM {PAIR} p WHERE p.id = {DECISION}.pair_id)",
}

_RECORDED = f"""
CREATE FUNCTION dengwen_recorded_linkage() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE last bigint;
BEGIN
  SELECT txid INTO last FROM ledger_entry WHERE kind = 'linkage' AND subject = NEW.organ_id
    ORDER BY seq DESC LIMIT 1;
  IF last IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
    RAISE EXCEPTION 'Dengwen: a decision on pair % without its ledger entry is refused', NEW.pair_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER {DECISION}_recorded AFTER INSERT ON {DECISION}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengwen_recorded_linkage();

-- What a pair says was decided is what its last decision says: nobody sets it beside.
CREATE FUNCTION dengwen_pair_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF (SELECT answer FROM {PAIR} WHERE id = NEW.id) IS DISTINCT FROM
      coalesce((SELECT answer FROM {DECISION} WHERE pair_id = NEW.id ORDER BY id DESC LIMIT 1), '') THEN
    RAISE EXCEPTION 'Dengwen: pair % says what nobody decided', NEW.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER {PAIR}_answer AFTER INSERT OR UPDATE ON {PAIR}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dengwen_pair_answer();
"""

# The salt of a matter goes with its file (``records/guards.py``): that is when the words of its pairs go too.
_DISPOSED = f"""
CREATE FUNCTION dengwen_decision_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NEW.words = '{ERASED}' AND to_jsonb(NEW) - 'words' = to_jsonb(OLD) - 'words' AND EXISTS (
      SELECT 1 FROM {PAIR} p JOIN cases_matter m ON m.id IN (p.one_id, p.other_id)
      WHERE p.id = OLD.pair_id AND length(m.salt) = 0) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Dengwen: a decision on pair % is never changed', OLD.pair_id
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER {DECISION}_once BEFORE UPDATE ON {DECISION}
  FOR EACH ROW EXECUTE FUNCTION dengwen_decision_stays();
CREATE FUNCTION dengwen_erase_pair_words() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE {DECISION} d SET words = '{ERASED}' FROM {PAIR} p
    WHERE p.id = d.pair_id AND d.words NOT IN ('', '{ERASED}') AND NEW.id IN (p.one_id, p.other_id);
  RETURN NULL;
END $$;
CREATE TRIGGER cases_matter_pair_words AFTER UPDATE OF salt ON cases_matter
  FOR EACH ROW WHEN (length(NEW.salt) = 0 AND length(OLD.salt) > 0) EXECUTE FUNCTION dengwen_erase_pair_words();
"""


def guard_linkage() -> str:
    """Return the SQL that guards and scopes every table of linkage."""
    role, parts = application_role(), []
    for table, shown in _SHOWN.items():
        parts.append(f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} TO {role} USING ({shown}) WITH CHECK ({shown});
CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();
CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION dengwen_refuse();
""")
    once = f"CREATE TRIGGER {WEIGHTS}_once BEFORE UPDATE ON {WEIGHTS} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();\n"
    return "".join([*parts, once, _RECORDED, _DISPOSED])


def unguard_linkage() -> str:
    """Return the SQL that takes it back."""
    functions = f"""
DROP TRIGGER {PAIR}_answer ON {PAIR};
DROP FUNCTION dengwen_pair_answer();
DROP TRIGGER {DECISION}_recorded ON {DECISION};
DROP FUNCTION dengwen_recorded_linkage();
DROP TRIGGER cases_matter_pair_words ON cases_matter;
DROP FUNCTION dengwen_erase_pair_words();
DROP TRIGGER {DECISION}_once ON {DECISION};
DROP FUNCTION dengwen_decision_stays();
"""
    return functions + "".join(_unguarded(table) for table in _SHOWN)


def _unguarded(table: str) -> str:
    return f"""
DROP TRIGGER IF EXISTS {table}_once ON {table};
DROP TRIGGER {table}_stays_whole ON {table};
DROP TRIGGER {table}_stays ON {table};
DROP POLICY scope ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
