"""The daemon: the program that runs for weeks.

daemon.py     its life: a start, reload without a break, an orderly end
rounds.py     every source at its time
couriers.py   one for each channel
house.py      signs of life, news of the watch itself, feeds of cases, old records
"""

from monitor.daemon.couriers import LOOK_FOR_ALERTS
from monitor.daemon.daemon import Daemon
from monitor.daemon.rounds import LEAST_APART

__all__ = ["LEAST_APART", "LOOK_FOR_ALERTS", "Daemon"]
