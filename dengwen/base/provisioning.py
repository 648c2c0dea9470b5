"""The roles, the database and the extensions Dengwen needs, on any PostgreSQL 15 or newer."""

import psycopg
from psycopg import sql

OWNER_ROLE = "dengwen_owner"
APP_ROLE = "dengwen_app"
EXTENSIONS = ("btree_gist", "pg_trgm")

_PROVISION_LOCK = 0x44454E47  # any fixed number: two processes that provision at once take turns


def provision(
    superuser_url: str,
    database: str,
    *,
    owner_password: str | None = None,
    app_password: str | None = None,
) -> None:
    """Make the two roles, ``database`` and its extensions on any PostgreSQL 15 or newer; repeat it at will.

    ``dengwen_owner`` owns the database and may create in it; ``dengwen_app`` owns nothing and never bypasses
    row-level security. Passwords are set when they are given: a server reached over TCP needs them.
    """
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_PROVISION_LOCK])
        _ensure_role(connection, OWNER_ROLE, owner_password)
        _ensure_role(connection, APP_ROLE, app_password)
        if not _database_exists(connection, database):
            _create_database(connection, database)
        let_roles_connect(connection, database)
    with psycopg.connect(superuser_url, dbname=database, autocommit=True) as connection:
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))


def let_roles_connect(connection: psycopg.Connection, database: str) -> None:
    """Let only the two roles into ``database``; a database cloned from a template needs it said again."""
    names = {
        "database": sql.Identifier(database),
        "owner": sql.Identifier(OWNER_ROLE),
        "app": sql.Identifier(APP_ROLE),
    }
    for statement in (
        "ALTER DATABASE {database} OWNER TO {owner}",
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app}",
    ):
        connection.execute(sql.SQL(statement).format(**names))


def _database_exists(connection: psycopg.Connection, database: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
    return found is not None


def _ensure_role(connection: psycopg.Connection, role: str, password: str | None) -> None:
    name = sql.Identifier(role)
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {}").format(name))
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION").format(
            name
        )
    )
    if password is not None:
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(password)))


def _create_database(connection: psycopg.Connection, database: str) -> None:
    plain = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
        sql.Identifier(database), sql.Identifier(OWNER_ROLE)
    )
    try:
        connection.execute(plain + sql.SQL(" LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"))
    except (psycopg.errors.WrongObjectType, psycopg.errors.InvalidParameterValue):
        connection.execute(plain)  # a system without the locale C.UTF-8: take what its administrator chose
