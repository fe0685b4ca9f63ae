"""What a running monitor tells those who watch over it: counters, lines of log for machines, its beating heart.

Nothing here decides anything, and nothing fails because nobody listens. No counter is named by what came from outside:
labels are outcomes and kinds of failure, of which there are few.
"""
