"""A form that is sent twice has its effect once."""
