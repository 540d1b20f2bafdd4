"""The tables of the log, and the triggers that keep it append-only whoever holds the database."""

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Index, Integer, MetaData, String, Table, Text, text

from sharebot.records.canonical import NO_DIGEST

metadata = MetaData()
_Number = BigInteger().with_variant(Integer, "sqlite")

chain = Table(
    "chain",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=False),
    Column("format", String(40), nullable=False),
    Column("record_id", String(20), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("at", String(32), nullable=False),
    Column("versions", Text, nullable=False),
    Column("content_digest", String(80), nullable=False),
    Column("previous", String(80), nullable=False),
    Column("digest", String(80), nullable=False),
    Index("chain_record", "record_id", "seq"),
    Index("chain_kind", "kind", "seq"),
)
"""One row an entry, nothing personal in it: it stays for good."""

content = Table(
    "content",
    metadata,
    Column("seq", _Number, ForeignKey("chain.seq"), primary_key=True, autoincrement=False),
    Column("salt", String(64)),
    Column("body", Text),
    Column("outcome", String(200)),
    Column("author", String(200)),
    Column("area", String(200)),
    Column("erased_by", _Number, ForeignKey("chain.seq")),
    Index("content_outcome", "outcome"),
    Index("content_author", "author"),
    Index("content_area", "area"),
)
"""What an entry says. Erasing empties the row; the salt goes with it, so the digest left behind gives nothing away."""

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("updated_at", String(32), nullable=False, index=True),
    Column("state", Text, nullable=False),
)
"""Cases in progress: no record, changed at every turn, and purged."""

ERASABLE = ("salt", "body", "outcome", "author", "area")

_LAWFUL_ERASURE = """(OLD.erased_by IS NULL AND NEW.seq = OLD.seq AND NEW.salt IS NULL AND NEW.body IS NULL
    AND NEW.outcome IS NULL AND NEW.author IS NULL AND NEW.area IS NULL AND EXISTS (
    SELECT 1 FROM chain AS tomb JOIN chain AS entry ON entry.record_id = tomb.record_id
    WHERE tomb.seq = NEW.erased_by AND tomb.kind = 'erased'
      AND entry.seq = OLD.seq AND entry.kind <> 'erased' AND entry.seq < tomb.seq))"""
_FOLLOWS = """(NEW.seq = coalesce((SELECT max(seq) FROM chain), 0) + 1
    AND NEW.previous = coalesce((SELECT digest FROM chain ORDER BY seq DESC LIMIT 1), 'nothing'))""".replace(
    "nothing", NO_DIGEST
)
_BELONGS = """(NEW.seq = (SELECT max(seq) FROM chain) AND NEW.erased_by IS NULL
    AND NEW.salt IS NOT NULL AND NEW.body IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM content WHERE content.seq = NEW.seq))"""

_NEVER = "decision records are never changed"
RULES = {
    "chain_follows": ("INSERT", "chain", _FOLLOWS, "an entry must follow the last one"),
    "chain_update": ("UPDATE", "chain", None, _NEVER),
    "chain_delete": ("DELETE", "chain", None, _NEVER),
    "content_belongs": ("INSERT", "content", _BELONGS, "content belongs to the newest entry"),
    "content_update": ("UPDATE", "content", _LAWFUL_ERASURE, _NEVER),
    "content_delete": ("DELETE", "content", None, _NEVER),
}
"""Trigger name: (when, table, what must hold or None for never, what is said otherwise)."""


def create_all(connection: Connection) -> None:
    """Make what is missing. The caller holds the write lock."""
    metadata.create_all(connection)
    statements = _for_sqlite() if connection.dialect.name == "sqlite" else _for_postgresql()
    for statement in statements:
        connection.exec_driver_sql(statement)


def is_complete(connection: Connection) -> bool:
    """Whether every table and every trigger is there."""
    sqlite = "SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')"
    postgresql = (
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() UNION ALL SELECT tgname FROM pg_trigger "
        "JOIN pg_class ON pg_class.oid = tgrelid WHERE relnamespace = current_schema()::regnamespace"
    )
    there = connection.execute(text(sqlite if connection.dialect.name == "sqlite" else postgresql)).scalars()
    truncates = set() if connection.dialect.name == "sqlite" else {"chain_truncate", "content_truncate"}
    return {*metadata.tables, *RULES, *truncates} <= set(there)


def _for_sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} "
        f"WHEN NOT coalesce({holds or 'FALSE'}, FALSE) BEGIN SELECT RAISE(ABORT, '{otherwise}'); END"
        for name, (event, table, holds, otherwise) in RULES.items()
    ]


def _for_postgresql() -> list[str]:
    statements = []
    for name, (event, table, holds, otherwise) in RULES.items():
        row = "OLD" if event == "DELETE" else "NEW"
        statements += [
            f"CREATE OR REPLACE FUNCTION sharebot_{name}() RETURNS trigger LANGUAGE plpgsql AS $rule$ BEGIN "
            f"IF NOT coalesce({holds or 'FALSE'}, FALSE) THEN RAISE EXCEPTION '{otherwise}'; END IF; "
            f"RETURN {row}; END $rule$",
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION sharebot_{name}()",
        ]
    for table in ("chain", "content"):
        statements.append(
            f"CREATE OR REPLACE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION sharebot_chain_delete()"
        )
    return statements
