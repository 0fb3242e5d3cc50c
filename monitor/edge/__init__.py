"""Effects, each thin and behind a port of pipeline.py: fetch, parse, store, send, schedule, reload, log."""
