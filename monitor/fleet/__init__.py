"""Beyond one machine: a scheduler that says when, workers that do, one PostgreSQL between them.

scheduler.py  the daemon whose checks and deliveries others do; of several schedulers one leads
worker.py     does what the scheduler hands out, any number of them
roles.py      `monitor run --role`
"""

from monitor.fleet.roles import Role, run_role

__all__ = ["Role", "run_role"]
