"""The program's own pages: what happened, what changed, is it working. No page changes anything.

site.py       View -> FastAPI: the routes, and what is told when something is wrong
view.py       what the pages show: store, config, clock             given.py    that, as a parameter of each page
guard.py      who is let in, and how every answer is locked up      access.py   token, sessions, tries
looks.py      templates/ filled, words cleaned                      live.py     "something is new", to open pages
server.py     uvicorn in a thread of its own: renew, stop           alone.py    the site in a process of its own
developments.py  cases.py  sources.py  differences.py  deliveries.py  program.py     the pages

api.py  forms.py  problem.py  same.py     JSON, its description, what is wrong, what has not changed
feeds.py  metrics.py  status.py           Atom and calendars; Prometheus; health
"""
