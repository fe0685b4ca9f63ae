"""Finished messages -> the servers that take them: mail by SMTP, short messages by Apprise.

The rules:

1. A call hands over one message to one address, and returns when the other side said that it took it.
2. Else it raises: DeliveryPutOff and DeliveryRefused where the message was surely not taken, DeliveryUnsure where it
   may have been. Only the first may be tried again by itself.
3. A call ends in bounded time, whatever the other side does.
4. No password and no token is in an error or a log: not in our words, and not in the other side's.

Servers and messengers stand in the settings, and whoever may write those may have them anywhere: a relay or an ntfy in
the house's own network is a usual thing, so private addresses are not refused here. Nothing from outside names one.
"""
