"""What the database promises about cooperation requests, as SQL for the migrations.

Two organs meet in a request and neither sees the other's cases: the one asked sees the request and its papers. To
answer, it must still write into the stream of the case. For that one deed ``dengwen_cooperation_reach`` names the
organ that holds the case, to a post of the organ asked, while the request is open, and to nobody else.
"""

from dengwen.domains.cases.guards import application_role, guard

REQUEST, PAPER = "supervision_cooperationrequest", "supervision_cooperationpaper"


def policies() -> str:
    """Return the SQL that shows a request to both sides and to whoever sees the case, and guards it."""
    role = application_role()
    return f"""
ALTER TABLE {REQUEST} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {REQUEST} TO {role} USING (
  asked_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
  OR asking_id = ANY ((SELECT dengwen_visible_organs())::bigint[])
  OR EXISTS (SELECT 1 FROM cases_matter m WHERE m.id = {REQUEST}.matter_id)
) WITH CHECK (true);
ALTER TABLE {PAPER} ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON {PAPER} TO {role} USING (
  EXISTS (SELECT 1 FROM {REQUEST} r WHERE r.id = {PAPER}.request_id)
) WITH CHECK (true);
CREATE FUNCTION dengwen_cooperation_reach(request bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT dengwen_post() || ':' || ARRAY[m.organ_id]::text
  FROM {REQUEST} q JOIN cases_matter m ON m.id = q.matter_id
  JOIN organs_organreach r ON r.top_id = dengwen_bureau() AND r.organ_id = q.asked_id
  WHERE q.id = request AND q.outcome = ''
$$;
{guard(REQUEST)}{guard(PAPER)}"""
