"""Why a message is not known to have reached its channel."""

from __future__ import annotations

from monitor.core.errors.root import MonitorError


class DeliveryFailed(MonitorError):
    """A message did not surely reach `place`, a channel named without its secrets; `reason` is the cause in words."""

    kind = "delivery"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place, self.reason = place, reason

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class DeliveryPutOff(DeliveryFailed):
    """The other side surely did not take it, and may take it later."""


class DeliveryRefused(DeliveryFailed):
    """The other side surely did not take it, and would not later: the settings or the message are not to its mind."""


class DeliveryUnsure(DeliveryFailed):
    """It was handed over, and whether it was taken nobody said: sent again, it might arrive twice."""
