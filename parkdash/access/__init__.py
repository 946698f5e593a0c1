"""Who may see what. `Scope` is a required argument of every query; nothing reads data without one."""

from parkdash.access.scope import Scope, own_scope, scope_of

__all__ = ["Scope", "own_scope", "scope_of"]
