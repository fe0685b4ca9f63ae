"""The decisions of the monitor, without any I/O: no socket, file, clock, log or environment.

Rules, from the bottom up: `model` and `errors` are the nouns; `text`, `urls` and `dates` know nothing but
values; each room above (`reading`, `listing`, `summary`, `matching`) knows the nouns and no other room.
The moment is always a parameter called `now`, and always aware and in UTC.
"""
