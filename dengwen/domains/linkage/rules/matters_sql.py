"""The table that is compared, made of the parts: the same for DuckDB and Spark. Plain Python.

Beside the columns of the parts it has those on which pairs are found. What many matters share finds no pair: a place of
a thousand matters, a name that thousands bear, a hotline that stands in every row. So the work grows with the number of
matters, not with its square, whatever the registers hold.
"""

from dengwen.domains.linkage.rules.settings import Settings

_UNNEST = {"duckdb": "unnest({0})", "spark": "explode({0})"}
_RAREST = {
    "duckdb": "list(p ORDER BY n, p)[1:{most}]",
    "spark": "slice(transform(array_sort(collect_list(struct(n, p))), x -> x.p), 1, {most})",
}
_LISTS = (("keys", "few_keys"), ("marks", "few_marks"), ("text", "rare"))
_VALUES = (("name", "few_name"), ("place", "few_place"))


def matters_sql(known: Settings, engine: str, source: str) -> str:
    """Return the query over ``source``, in the words of the engine."""
    steps, joins, columns = [], [], []
    for column, made in _LISTS:
        most, share = (known.text["rare_most"], known.text["rare"]) if column == "text" else (20, known.share)
        each, rarest = _UNNEST[engine].format(column), _RAREST[engine].format(most=most)
        column_few = f"JOIN {column}_few USING (p)"
        least = "HAVING count(*) BETWEEN 2 AND"
        steps += [
            f"{column}_each AS (SELECT id, {each} AS p FROM {source})",  # noqa: S608 - names of our own columns
            f"{column}_few AS (SELECT p, count(*) AS n FROM {column}_each GROUP BY p {least} {share})",  # noqa: S608 - names of our own columns
            f"{column}_of AS (SELECT id, {rarest} AS {made} FROM {column}_each {column_few} GROUP BY id)",  # noqa: S608 - names of our own columns
        ]  # fmt: skip
        joins.append(f"LEFT JOIN {column}_of USING (id)")
        columns.append(made)
    for column, made in _VALUES:
        few = f"GROUP BY {column} HAVING count(*) BETWEEN 2 AND {known.share}"
        steps.append(f"{column}_few AS (SELECT {column}, {column} AS {made} FROM {source} {few})")  # noqa: S608 - names of our own columns
        joins.append(f"LEFT JOIN {column}_few ON m.{column} = {column}_few.{column}")
        columns.append(made)
    own = "m.id, own, keys, marks, m.name, m.place, street, occurred, received, text"
    return f"WITH {', '.join(steps)} SELECT {own}, {', '.join(columns)} FROM {source} m {' '.join(joins)}"  # noqa: S608 - names of our own columns
