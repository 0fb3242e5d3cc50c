"""How a source's rhythm is learned and requests are priced; `core/due.py` decides by it."""
