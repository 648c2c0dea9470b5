"""What the database keeps of words: their index, who sees them, and the one question that is asked of the index.

An index can not be used under row-level security with ``@@`` (the operator may tell of rows that it was not allowed to
look at), so one function owned by the tables' owner asks it. It keeps to the scope of the post by the very functions
that row-level security calls, and its answer is joined with the matters under row-level security once more.
"""

WORDS, WAITING = "search_matterwords", "search_waiting"
# A longer list of organs is cheaper to look at in the rows than in the index.
_MARKED_ORGANS = 150

_MAY_SEE = """(m.organ_id = ANY ((SELECT dengwen_visible_organs())::bigint[]) OR dengwen_involved(m.id))
  AND (NOT m.shielded OR NOT dengwen_conflicted(m.id))"""
_FIELDS = """($2 IS NULL OR m.organ_id = ANY ($2)) AND ($3 IS NULL OR m.category = ANY ($3))
  AND ($4 IS NULL OR m.state = ANY ($4)) AND ($5 IS NULL OR w.received_on >= $5)
  AND ($6 IS NULL OR w.received_on <= $6)"""

FINDING = f"""
CREATE INDEX search_words_gin ON {WORDS} USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 256);

CREATE FUNCTION dengwen_within(asked tsquery) RETURNS tsquery
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE organs bigint[] := dengwen_visible_organs();
BEGIN
  IF (SELECT dengwen_sees_all()) OR cardinality(organs) = 0 OR cardinality(organs) > {_MARKED_ORGANS} THEN
    RETURN asked;
  END IF;
  RETURN asked && (SELECT string_agg('''@' || o || '''', ' | ') FROM unnest(organs) o)::tsquery;
END $$;

CREATE FUNCTION dengwen_found(asked tsquery, organs bigint[], categories text[], states text[], since date, until date,
  newest boolean, most integer)
RETURNS TABLE (matter bigint, likeness real, received date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF dengwen_bureau() IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE format($ask$
    SELECT w.matter_id, CASE WHEN $8 THEN 0::real ELSE ts_rank(w.words, $1, 1) END, w.received_on
    FROM {WORDS} w JOIN cases_matter m ON m.id = w.matter_id
    WHERE w.words @@ %L::tsquery AND {_MAY_SEE} AND {_FIELDS}
    %s LIMIT $7$ask$, dengwen_within(asked),
    CASE WHEN newest THEN 'ORDER BY w.received_on DESC, w.matter_id DESC' ELSE '' END)
  USING asked, organs, categories, states, since, until, most, newest;
END $$;
"""
NO_FINDING = """
DROP FUNCTION dengwen_found(tsquery, bigint[], text[], text[], date, date, boolean, integer);
DROP FUNCTION dengwen_within(tsquery);
DROP INDEX search_words_gin;
"""
