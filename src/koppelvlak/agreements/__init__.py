"""Covenants and agreements: who does what for whom, on which sign, in what time, and works it?"""
