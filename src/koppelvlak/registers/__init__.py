"""The national books that everything else hangs in: what has no other parent is guarded here."""
