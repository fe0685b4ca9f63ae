"""The words by which a line or a page is known, in many languages: tables to read and to extend.

A rule is a row: the kind of line, and under each language the patterns of it, one a line. A rule speaks for many
publishers or it is not here; a made-up line in the tests shows what each is for.
"""
