"""The screens of the weekly review."""
