"""The verification round: every half-year each organisation is asked whether all is still right."""
