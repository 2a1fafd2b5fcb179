"""Proofs about a dialog over all of its complete answer sets, by merging states that end alike."""
