"""The history: the only room that speaks SQL.

It is split by noun (`history`, `sources`, `hosts`, `visits`, `editions`, `search`), beside the database itself
(`database`, `upgrade`, `backup`, `lock`). Every function takes an open connection first, and takes and gives the
nouns of the core; none opens, commits or rolls back: `with database.write() as c` around several of them makes
them one transaction.
"""
