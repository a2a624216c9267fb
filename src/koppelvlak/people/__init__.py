"""Users, the functions and mandates they hold, and how they sign in."""
