"""A dialog as data, and what answers to it come to: conditions, scores, advice, what would change it."""
