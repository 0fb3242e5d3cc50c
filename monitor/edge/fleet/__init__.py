"""What many processes share over one PostgreSQL: the queue of work, who leads, and what is owed to servers.

All of it may be lost at any time: the scheduler plans anew from the store. So it stands in a schema of its own, which
is made again, empty, when it is of another version.
"""

from monitor.edge.fleet.leader import Leadership
from monitor.edge.fleet.queue import Errand, Queue

__all__ = ["Errand", "Leadership", "Queue"]
