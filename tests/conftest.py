"""For all tests, before any of them loads numpy."""

from matderiv.threads import start_no_threads

start_no_threads()
