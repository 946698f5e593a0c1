"""The floor: pages of the same shape as the dashboard's, drawn from constants in the same kind of server."""
