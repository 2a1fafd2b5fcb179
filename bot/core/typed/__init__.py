"""What people type: the rules by which a text becomes an answer, a question back, a wish, or nothing.

In the order in which `reader` tries them: labels, distress, wishes, yes and no, places, lists, words.
"""
