"""In which words people hear of it: alerts, roll calls, feeds, calendars."""
