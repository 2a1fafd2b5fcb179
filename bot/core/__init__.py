"""The nouns and rules of a conversation: pure, and the same for every chat."""
