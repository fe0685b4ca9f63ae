"""The fetch log knows listings, and kinds of failure."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_BEFORE = "outcome IN ('new', 'copy', 'updated', 'unchanged', 'refused', 'failed')"
_AFTER = "outcome IN ('listed', 'new', 'copy', 'updated', 'unchanged', 'refused', 'failed')"


def upgrade() -> None:
    """What was logged before has no kind."""
    if op.get_context().dialect.name == "sqlite":  # it changes no constraint of a table that is there
        _rewritten("fetch_log", (_BEFORE, _AFTER), ("reason TEXT, \n", "reason TEXT, \n\tkind TEXT, \n"))
        op.create_index(op.f("ix_fetch_log_at"), "fetch_log", ["at"])
        op.create_index(op.f("ix_fetch_log_source_id_at"), "fetch_log", ["source_id", "at"])
        return
    op.add_column("fetch_log", sa.Column("kind", sa.Text()))
    op.drop_constraint(op.f("ck_fetch_log_outcome"), "fetch_log", type_="check")
    op.create_check_constraint(op.f("ck_fetch_log_outcome"), "fetch_log", _AFTER)


def _rewritten(table: str, *changes: tuple[str, str]) -> None:
    """The table made anew by its own statement with the changes, and its rows copied; its indexes are gone."""
    connection = op.get_bind()
    statement = connection.scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table})
    for before, after in changes:
        statement = statement.replace(before, after)
    names = connection.execute(sa.text(f"SELECT name FROM pragma_table_info('{table}')")).scalars()  # noqa: S608 - ours
    columns = ", ".join(names)
    op.rename_table(table, f"{table}_before")
    op.execute(statement)
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}_before")  # noqa: S608 - names of ours
    op.drop_table(f"{table}_before")
