"""Mutated files through the whole reading: none may crash it, and none may change a number in silence."""
