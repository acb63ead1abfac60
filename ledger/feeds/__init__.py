"""Feeds and calendars: Atom, JSON Feed and iCalendar of any list, and of the corrections."""
