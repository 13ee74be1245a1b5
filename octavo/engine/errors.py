"""What can go wrong outside our walls, and whether to try again.

OutsideError            something beyond our walls failed
 + Unreachable          DNS, refused, reset, timeout      try again
 + Busy                 429, 503                          try again after `wait`
 + ServerFailed         other 5xx                         try again
 + Refused              401, 402, 403, 451, robots        do not
 + Gone                 404, 410                          do not, and count
 + ForbiddenAddress     private network, odd scheme       never
 + TooLarge             over the size limit               never
 + Unreadable           not a feed, a page or a picture   never
 + ExtractionError      a page that outlasts or breaks its reader   not by itself
"""

from __future__ import annotations

from datetime import timedelta


class OutsideError(Exception):
    """Something beyond our walls failed. `subject` is the address, feed or file; `reason` is one plain sentence."""

    retry = False

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(subject, reason)
        self.subject = subject
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}"

    @property
    def kind(self) -> str:
        """The class's name, for rows and metrics."""
        return type(self).__name__


class Unreachable(OutsideError):
    retry = True


class Busy(OutsideError):
    """The host asks us to wait. `wait` is None where it did not say how long."""

    retry = True

    def __init__(self, subject: str, reason: str, wait: timedelta | None = None) -> None:
        super().__init__(subject, reason)
        self.wait = wait


class ServerFailed(OutsideError):
    retry = True


class Refused(OutsideError):
    pass


class Gone(OutsideError):
    """`forever` is true for 410, where the publisher says so itself."""

    def __init__(self, subject: str, reason: str, *, forever: bool = False) -> None:
        super().__init__(subject, reason)
        self.forever = forever


class ForbiddenAddress(OutsideError):
    pass


class TooLarge(OutsideError):
    pass


class Unreadable(OutsideError):
    pass


class ExtractionError(OutsideError):
    """A page was had and could not be read: it took too long, took too much memory, or broke a library."""
