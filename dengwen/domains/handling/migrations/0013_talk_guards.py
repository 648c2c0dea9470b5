"""Row-level security and guards of wishes and contacts; nobody is contacted against the last thing she said (S32)."""

from django.db import migrations

from dengwen.domains.cases.guards import guard, scope, unguard

TABLES = ("handling_contactwish", "handling_petitionertalk")
WISHED = """
CREATE FUNCTION handling_talk_wished() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE last handling_contactwish;
BEGIN
  SELECT * INTO last FROM handling_contactwish w WHERE w.matter_id = NEW.matter_id AND w.party_id = NEW.party_id
    ORDER BY w.number DESC LIMIT 1;
  IF last.id IS DISTINCT FROM NEW.wish_id OR NOT last.wanted OR NEW.held_on < last.said_on
     OR NOT NEW.way = ANY (string_to_array(last.ways, ' ')) OR EXISTS (
       SELECT 1 FROM handling_petitionertalk t WHERE t.matter_id = NEW.matter_id AND t.party_id = NEW.party_id
       AND t.held_on + last.days_between > NEW.held_on) THEN
    RAISE EXCEPTION 'contact in case % is not as the petitioner wished', NEW.matter_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER handling_petitionertalk_wished BEFORE INSERT ON handling_petitionertalk
  FOR EACH ROW EXECUTE FUNCTION handling_talk_wished();
"""
ONCE = "".join(
    f"CREATE TRIGGER {table}_once BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION dengwen_refuse();\n"
    for table in TABLES
)
BACKWARD = (
    "DROP TRIGGER handling_petitionertalk_wished ON handling_petitionertalk; DROP FUNCTION handling_talk_wished();"
    + "".join(f"DROP TRIGGER {table}_once ON {table};" for table in TABLES)
    + "".join(unguard(table) for table in TABLES)
)


class Migration(migrations.Migration):
    dependencies = [("handling", "0012_talk"), ("cases", "0014_watch_guards")]
    operations = [
        migrations.RunSQL("".join(guard(table) + scope(table) for table in TABLES) + WISHED + ONCE, BACKWARD)
    ]
