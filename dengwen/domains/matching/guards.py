"""What the database keeps of imprints: their index, who sees them, and the one question that looks beyond a scope."""

IMPRINTS, LINKS = "matching_imprint", "matching_link"
_WORDS = "string_to_array(keys, ' ')"

# Beyond the scope of a post nothing is read but which organ holds a matter of many common keys, and whether it
# accuses somebody (then it is not even hinted at). The array is a constant of the statement, so that it is hashed; the
# index is cheaper than comparing arrays row by row in a small table too.
ALIKE = f"""
CREATE INDEX matching_imprint_keys ON {IMPRINTS} USING gin (({_WORDS})) WITH (fastupdate = off);
CREATE FUNCTION dengwen_alike(asked text[], most integer)
RETURNS TABLE (matter bigint, organ bigint, shielded boolean, shared integer, kept integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET enable_seqscan = off SET jit = off AS $$
DECLARE rare text[];
BEGIN
  IF dengwen_post() IS NULL THEN RETURN; END IF;
  SELECT array_agg(k) INTO rare FROM unnest(asked) k
  WHERE NOT EXISTS (SELECT 1 FROM matching_commonkey c WHERE c.key = k);
  IF rare IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE format($ask$
    SELECT m.id, m.organ_id, m.shielded, a.shared, a.kept FROM (
      SELECT c.matter_id, max(c.shared)::integer AS shared, max(c.kept)::integer AS kept FROM (
        SELECT i.id, i.matter_id, count(*) AS shared, min(cardinality({_WORDS.replace("keys", "i.keys")})) AS kept
        FROM {IMPRINTS} i CROSS JOIN unnest({_WORDS.replace("keys", "i.keys")}) k
        WHERE {_WORDS.replace("keys", "i.keys")} && %1$L::text[] AND k = ANY (%1$L::text[])
        GROUP BY i.id, i.matter_id) c
      GROUP BY c.matter_id ORDER BY 2 DESC, 1 DESC LIMIT %2$s) a
    JOIN cases_matter m ON m.id = a.matter_id WHERE length(m.salt) > 0
    ORDER BY a.shared DESC, m.id DESC$ask$, rare, most);
END $$;
"""
# Nothing of a case comes out of the count: only which keys are too common to find anything by.
COUNT_COMMON = f"""
CREATE FUNCTION dengwen_count_common_keys(most integer) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
  WITH counted AS MATERIALIZED (
    SELECT k FROM {IMPRINTS} i, unnest({_WORDS.replace("keys", "i.keys")}) k GROUP BY k HAVING count(*) > most),
  gone AS (DELETE FROM matching_commonkey c WHERE NOT EXISTS (SELECT 1 FROM counted WHERE k = c.key)),
  come AS (INSERT INTO matching_commonkey (key) SELECT k FROM counted ON CONFLICT DO NOTHING)
  SELECT count(*) FROM counted
$$;
"""
NO_ALIKE = """
DROP FUNCTION dengwen_count_common_keys(integer);
DROP FUNCTION dengwen_alike(text[], integer);
DROP INDEX matching_imprint_keys;
"""
